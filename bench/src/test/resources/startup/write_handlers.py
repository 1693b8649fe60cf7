"""Writes, for each recorded job, a Lambda handler that makes the same calls with boto3, and the answers in the words that boto3 expects."""

import json
import pathlib
import platform
import sys
import urllib.parse
from importlib.metadata import version

import botocore.httpsession
import botocore.parsers
import botocore.session
from botocore import xform_name

CLIENTS = {"monitoring": "cloudwatch", "states": "stepfunctions"}  # where the name differs from the one that is signed
SESSION = botocore.session.get_session()


def name_in_query(shape, default, ec2):
    if ec2:
        name = shape.serialization.get("name", default)
        return shape.serialization.get("queryName", name[0].upper() + name[1:])
    return shape.serialization.get("name", default)


def indexes(prefix, given):
    following = (key[len(prefix) + 1 :].split(".")[0] for key in given if key.startswith(prefix + "."))
    return sorted({int(index) for index in following if index.isdigit()})


def parameter(shape, prefix, given, ec2):
    """The value that lies under a prefix in the fields of a query; None if there is none."""
    if shape.type_name == "structure":
        members = {}
        for name, member in shape.members.items():
            below = name_in_query(member, name, ec2)
            value = parameter(member, f"{prefix}.{below}" if prefix else below, given, ec2)
            if value is not None:
                members[name] = value
        return members or None
    if shape.type_name == "list":
        if not ec2 and not shape.serialization.get("flattened"):
            prefix += "." + name_in_query(shape.member, "member", ec2)
        return [parameter(shape.member, f"{prefix}.{index}", given, ec2) for index in indexes(prefix, given)] or None
    if shape.type_name == "map":
        prefix += ".entry"
        key, value = name_in_query(shape.key, "key", ec2), name_in_query(shape.value, "value", ec2)
        entries = [f"{prefix}.{index}" for index in indexes(prefix, given)]
        return {given[f"{e}.{key}"]: parameter(shape.value, f"{e}.{value}", given, ec2) for e in entries} or None
    if prefix not in given:
        return None
    convert = {"integer": int, "long": int, "float": float, "double": float, "boolean": lambda text: text == "true"}
    return convert.get(shape.type_name, str)(given[prefix])


def translated(model, operation, call):
    """An answer in XML, as the JSON of the same service."""
    parsed = botocore.parsers.create_parser("query").parse(
        {"status_code": call["status"], "headers": {}, "body": call["answer"].encode()}, operation.output_shape
    )
    if "Error" in parsed:
        return json.dumps({"__type": parsed["Error"]["Code"], "message": parsed["Error"]["Message"]})
    del parsed["ResponseMetadata"]
    return json.dumps(parsed, default=lambda time: time.timestamp())


def operation_name(model, call):
    if " " not in call["operation"]:
        return call["operation"]
    method, resource = call["operation"].split(" ")
    for name in model.operation_names:
        http = model.operation_model(name).http
        if http["method"] == method and http["requestUri"].startswith(resource + "/{"):
            return name
    raise LookupError(call["operation"])


def understood(call):
    client = CLIENTS.get(call["service"], call["service"])
    model = SESSION.get_service_model(client)
    operation = model.operation_model(operation_name(model, call))
    text = call["request"].lstrip().startswith("{")
    if text:
        parameters = json.loads(call["request"])
        for name, member in operation.input_shape.members.items():
            if member.serialization.get("location") == "uri":
                parameters[name] = "hyperpatch"
    else:
        given = dict(urllib.parse.parse_qsl(call["request"], keep_blank_values=True))
        parameters = parameter(operation.input_shape, "", given, model.resolved_protocol == "ec2") or {}
    answer = call["answer"]
    if model.resolved_protocol == "json" and answer.lstrip().startswith("<"):
        answer = translated(model, operation, call)
    return client, xform_name(operation.name), parameters, answer


def write(folder, job):
    calls = [understood(call) for call in job["calls"]]
    lines = ["import boto3", "from botocore.exceptions import ClientError", ""]
    lines += [f'{client} = boto3.client("{client}")' for client in dict.fromkeys(client for client, *_ in calls)]
    lines += ["", "", "def handler(event, context):"]
    for (client, method, parameters, _), call in zip(calls, job["calls"]):
        ask = f"{client}.{method}(**{parameters!r})"
        if call["status"] == 200:
            lines.append(f"    {ask}")
        else:
            lines += ["    try:", f"        {ask}", "    except ClientError:", "        pass"]
    lines.append(f'    return {{"asked": {len(calls)}}}')
    (folder / (job["title"] + ".py")).write_text("\n".join(lines) + "\n")
    (folder / (job["title"] + ".answers.json")).write_text(json.dumps([answer for *_, answer in calls]))


folder = pathlib.Path(sys.argv[1])
for job in json.loads((folder / "jobs.json").read_text()):
    write(folder, job)
print(
    json.dumps(
        {
            "trusted": botocore.httpsession.where(),
            "versions": f"Python {platform.python_version()}, boto3 {version('boto3')}, "
            f"awslambdaric {version('awslambdaric')}",
        }
    )
)
