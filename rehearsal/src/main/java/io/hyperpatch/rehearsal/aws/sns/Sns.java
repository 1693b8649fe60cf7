package io.hyperpatch.rehearsal.aws.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hyperpatch.rehearsal.aws.ApiError;
import io.hyperpatch.rehearsal.aws.AwsService;
import io.hyperpatch.rehearsal.aws.Input;
import io.hyperpatch.rehearsal.aws.Paging;
import io.hyperpatch.rehearsal.aws.RandomIds;
import io.hyperpatch.rehearsal.clock.VirtualClock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The simulated SNS: Publish, ListSubscriptionsByTopic, GetTopicAttributes. */
public final class Sns implements AwsService {

    private static final int PAGE = 100;

    private final VirtualClock clock;
    private final RandomIds ids;
    private final Map<String, Topic> topics = new LinkedHashMap<>();
    private final List<Message> messages = new ArrayList<>();

    public Sns(VirtualClock clock, RandomIds ids) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.ids = Objects.requireNonNull(ids, "ids");
    }

    @Override
    public String signingName() {
        return "sns";
    }

    /** @param topicArn {@code arn:aws:sns:region:account:name} */
    public void createTopic(String topicArn) {
        if (topicArn.split(":").length != 6) {
            throw new IllegalArgumentException("topicArn " + topicArn + ": arn:aws:sns:region:account:name");
        }
        topics.putIfAbsent(topicArn, new Topic(topicArn));
    }

    /** Subscribes someone to a topic that exists; unconfirmed until they followed the link in their mail. */
    public void subscribe(String topicArn, String protocol, String endpoint, boolean confirmed) {
        String arn = confirmed ? topicArn + ":" + ids.next() : "PendingConfirmation";
        topic(Optional.of(topicArn)).subscriptions().add(new Topic.Subscription(arn, protocol, endpoint));
    }

    /** Everything that was published, in order. */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    @Override
    public JsonNode call(String operation, JsonNode members) {
        Input input = new Input("sns", operation, members);
        return switch (operation) {
            case "Publish" -> publish(input.honouring("TopicArn", "Message", "Subject", "MessageAttributes"));
            case "ListSubscriptionsByTopic" -> listSubscriptions(input.honouring("TopicArn", "NextToken"));
            case "GetTopicAttributes" -> getAttributes(input.honouring("TopicArn"));
            default -> throw input.unsupported();
        };
    }

    private JsonNode publish(Input input) {
        Topic topic = topic(input.text("TopicArn"));
        Optional<String> subject = PublishRules.subject(input);
        String body = PublishRules.body(input);
        Map<String, Message.Attribute> attributes = PublishRules.attributes(input);
        PublishRules.size(body, attributes);
        String id = ids.next();
        messages.add(new Message(clock.now(), id, topic.arn(), subject, body, attributes));
        return JsonNodeFactory.instance.objectNode().put("MessageId", id);
    }

    private JsonNode listSubscriptions(Input input) {
        Topic topic = topic(input.text("TopicArn"));
        Paging<Topic.Subscription> page = Paging.of(
                topic.subscriptions(),
                PAGE,
                input.text("NextToken"),
                ApiError.badRequest("InvalidParameter", "Invalid parameter: NextToken"));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("Subscriptions");
        page.items().forEach(each -> list.addObject()
                .put("TopicArn", topic.arn())
                .put("Protocol", each.protocol())
                .put("SubscriptionArn", each.arn())
                .put("Owner", topic.owner())
                .put("Endpoint", each.endpoint()));
        page.nextToken().ifPresent(token -> answer.put("NextToken", token));
        return answer;
    }

    private JsonNode getAttributes(Input input) {
        Topic topic = topic(input.text("TopicArn"));
        long confirmed = topic.subscriptions().stream()
                .filter(Topic.Subscription::isConfirmed)
                .count();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("Attributes")
                .put("TopicArn", topic.arn())
                .put("Owner", topic.owner())
                .put("DisplayName", "")
                .put("SubscriptionsConfirmed", Long.toString(confirmed))
                .put("SubscriptionsPending", Long.toString(topic.subscriptions().size() - confirmed))
                .put("SubscriptionsDeleted", "0");
        return answer;
    }

    private Topic topic(Optional<String> arn) {
        String named = arn.orElseThrow(
                () -> ApiError.badRequest("InvalidParameter", "Invalid parameter: TopicArn or TargetArn"));
        Topic topic = topics.get(named);
        if (topic == null) {
            throw new ApiError(404, "NotFound", "Topic does not exist");
        }
        return topic;
    }
}
