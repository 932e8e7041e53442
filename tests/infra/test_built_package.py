"""The template as a whole, and the zip: what two checkers of AWS's rules say, and what is inside."""

import hashlib
import json
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from packaging.specifiers import SpecifierSet
from samtranslator.public.exceptions import InvalidDocumentException
from samtranslator.translator.transform import transform

from chalicelib.settings import Settings
from redress.materials import bill_of_materials
from redress.package import (
    BUILDING,
    FUNCTION_ARN_OF,
    FUNCTION_OF,
    PYTHON,
    SAME_CODE,
    WEB_FUNCTION_ARN,
    Package,
    check_refinements,
    main,
    package,
)
from redress.template import TemplateError, join_infra
from tests.infra.shape import FUNCTIONS, QUEUE_FUNCTIONS, Resources, arn, functions, of_type

APP = Path(__file__).parents[2]
LIBRARY_VARIABLES = {"POWERTOOLS_SERVICE_NAME", "POWERTOOLS_METRICS_NAMESPACE", "LOG_LEVEL"}


def lint(path: Path) -> subprocess.CompletedProcess[str]:
    tool = Path(sys.executable).with_name("cfn-lint")
    command = [str(tool), "--non-zero-exit-code", "informational", "--template", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def translate(template: dict[str, Any]) -> dict[str, Any]:
    """The template as CloudFormation's transform would expand it, the zip uploaded to somewhere."""
    copied: dict[str, Any] = json.loads(json.dumps(template))
    for function in functions(copied["Resources"]).values():
        function["CodeUri"] = "s3://code/deployment.zip"
    return transform(copied, {}, NoManagedPolicies())


class NoManagedPolicies:
    def load(self) -> dict[str, str]:
        return {}


@pytest.fixture(autouse=True)
def _region(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")


def test_cfn_lint_finds_nothing(built: Package):
    done = lint(built.template)
    assert (done.returncode, done.stdout) == (0, "")


def test_cfn_lint_finds_a_misspelt_resource(template: dict[str, Any], tmp_path: Path):
    wrong = tmp_path / "sam.json"
    wrong.write_text(json.dumps(template).replace('"Ref": "DeliveryTopic"', '"Ref": "DelivryTopic"'), encoding="utf-8")
    assert "DelivryTopic" in lint(wrong).stdout


def test_the_transform_accepts_every_property(template: dict[str, Any]):
    translated = translate(template)["Resources"]
    assert translated["TickTickEvent"]["Type"] == "AWS::Events::Rule"
    sources = of_type(translated, "AWS::Lambda::EventSourceMapping")
    assert len(sources) == len(QUEUE_FUNCTIONS) + 1  # and the history's stream
    (stream,) = [
        each for each in sources.values() if each["EventSourceArn"] == {"Fn::GetAtt": ["History", "StreamArn"]}
    ]
    assert stream["StartingPosition"] == "TRIM_HORIZON"


def test_the_transform_refuses_a_misspelt_property(template: dict[str, Any]):
    wrong = json.loads(json.dumps(template))
    source = wrong["Resources"]["TextArrived"]["Properties"]["Events"]["TextArrivedSqsEventSource"]["Properties"]
    source["FunctionResponseType"] = source.pop("FunctionResponseTypes")
    with pytest.raises(InvalidDocumentException, match="TextArrived"):
        translate(wrong)


def test_every_merged_name_that_refines_a_function_exists_in_the_application(template: dict[str, Any]):
    check_refinements(template)
    refined = {name for name, spec in join_infra(APP / "infra")["Resources"].items() if "Type" not in spec}
    assert refined == {*FUNCTIONS, "RestAPI"}


@pytest.mark.parametrize(
    "misspelt", [{"EmailArived": {"Properties": {}}}, {"Tick": {"Type": "T", "Properties": {"Events": {"Tik": {}}}}}]
)
def test_a_misspelt_refinement_stops_the_build(misspelt: Resources):
    with pytest.raises(TemplateError, match="refines"):
        check_refinements({"Resources": misspelt})


def test_the_zip_holds_templates_and_policies_and_compiled_modules(built: Package):
    names = set(zipfile.ZipFile(built.code).namelist())
    assert {"app.py", f"__pycache__/app.{sys.implementation.cache_tag}.pyc"} <= names
    shipped = {f"templates/{path.relative_to(APP / 'templates')}" for path in (APP / "templates").rglob("*.j2")}
    assert shipped <= names
    policies = {f"chalicelib/policies/{path.name}" for path in (APP / "chalicelib/policies").glob("*.toml")}
    assert policies
    assert policies <= names
    assert "chalicelib/aws/common_words/1.txt" in names, "records cannot be read without"


def test_the_operators_tools_and_the_tests_stay_out_of_the_zip(built: Package):
    tops = {name.split("/")[0] for name in zipfile.ZipFile(built.code).namelist()}
    assert not tops & {"redress", "sandbox", "tests", "infra", "bench"}


def test_the_same_code_gives_the_same_zip(built: Package, app_copy: Path, tmp_path: Path):
    assert package(app_copy, tmp_path, BUILDING).code.read_bytes() == built.code.read_bytes()


def test_the_bill_of_materials_names_the_zip_and_every_library_in_it(built: Package):
    bill = json.loads(built.materials.read_text(encoding="utf-8"))
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.5", 1)
    digest = hashlib.sha256(built.code.read_bytes()).hexdigest()
    assert bill["metadata"]["component"]["hashes"] == [{"alg": "SHA-256", "content": digest}]
    assert [each["name"] for each in bill["components"]] == ["chalice"]  # built without the libraries here
    whole = json.loads(bill_of_materials(built.code, APP / "requirements.txt"))
    inside = {each["name"]: each["version"] for each in whole["components"]}
    locked = (APP / "requirements.txt").read_text(encoding="utf-8")
    assert len(inside) == locked.count("==") + 1
    assert all(f"{name}=={version}" in locked for name, version in inside.items() if name != "chalice")
    assert all(each["purl"] == f"pkg:pypi/{each['name']}@{each['version']}" for each in whole["components"])
    assert whole["dependencies"][0]["dependsOn"] == [each["bom-ref"] for each in whole["components"]]
    assert bill_of_materials(built.code, APP / "requirements.txt") == bill_of_materials(
        built.code, APP / "requirements.txt"
    )


def test_every_function_runs_on_the_python_that_the_zip_was_built_for(resources: Resources, built_by_another: Package):
    assert {each["Runtime"] for each in functions(resources).values()} == {f"python{BUILDING}"}
    template = json.loads(built_by_another.template.read_text(encoding="utf-8"))
    (runtime,) = {each["Runtime"] for each in functions(template["Resources"]).values()}
    assert runtime != f"python{BUILDING}"


def test_byte_code_of_another_python_is_left_out(built: Package, built_by_another: Package):
    names = set(zipfile.ZipFile(built.code).namelist())
    modules = {name for name in names if name.endswith(".pyc")}
    templates = {name for name in names if name.startswith("templates/compiled/")}
    assert {"templates/compiled/html/_layout.j2", "templates/compiled/pages/web/form.j2"} <= templates
    sources = {name.removesuffix("c") for name in modules if "__pycache__" not in name}  # libraries' own
    assert set(zipfile.ZipFile(built_by_another.code).namelist()) == names - modules - templates | sources


def test_an_operator_builds_for_the_functions_python_and_is_told_of_missing_byte_code(
    app_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(app_copy)
    assert main([str(tmp_path)]) == 0
    template = json.loads((tmp_path / "sam.json").read_text(encoding="utf-8"))
    assert {each["Runtime"] for each in functions(template["Resources"]).values()} == {f"python{PYTHON}"}
    assert ("without byte code" in capsys.readouterr().out) == (BUILDING != PYTHON)


def test_the_functions_python_is_one_that_the_project_allows():
    project = tomllib.loads((APP / "pyproject.toml").read_text(encoding="utf-8"))
    assert SpecifierSet(project["project"]["requires-python"]).contains(f"{PYTHON}.0")


def test_an_application_that_does_not_load_stops_the_build(app_copy: Path, tmp_path: Path):
    broken = shutil.copytree(app_copy, tmp_path / "app", symlinks=True)
    (broken / "app.py").write_text("from nowhere import app\n", encoding="utf-8")
    with pytest.raises(TemplateError, match="nowhere"):
        package(broken, tmp_path / "build")


def test_the_application_has_the_entry_points_that_the_infrastructure_expects(resources: Resources):
    assert functions(resources).keys() == FUNCTIONS


REHEARSED = {"POLICY", "REHEARSAL"}  # the sandbox's alone: no deployment can name a shipped policy


def test_every_function_gets_every_setting_and_no_other(template: dict[str, Any]):
    settings = {field.name.upper() for field in msgspec.structs.fields(Settings)}
    shared = template["Globals"]["Function"]["Environment"]["Variables"].keys()
    assert shared == (settings - REHEARSED) | LIBRARY_VARIABLES
    own = [
        spec["Environment"]["Variables"] for spec in functions(template["Resources"]).values() if "Environment" in spec
    ]
    assert {name for variables in own for name in variables} == {"KEY_USES"}


def test_the_api_knows_its_functions_by_the_names_they_have_and_files_and_overview_by_their_own(resources: Resources):
    named = {
        name: each["FunctionName"]["Fn::Sub"] for name, each in functions(resources).items() if "FunctionName" in each
    }
    assert WEB_FUNCTION_ARN.endswith(f":function:{named['APIHandler']}")
    for route, function in FUNCTION_OF.items():
        assert FUNCTION_ARN_OF[route].endswith(f":function:{named[function]}")
    body = resources["RestAPI"]["Properties"]["DefinitionBody"]
    assert "APIHandler" not in json.dumps(body)
    asked = {
        route: json.dumps(methods) for route, methods in body["paths"].items() if "aws_proxy" in json.dumps(methods)
    }
    for route, said in asked.items():
        assert f"{FUNCTION_ARN_OF.get(route, WEB_FUNCTION_ARN)}/" in said
        assert ('"post"' in said and route in FUNCTION_OF) is False
    let_in = {
        each["FunctionName"]["Ref"]: (each["Principal"], each["SourceArn"]["Fn::Sub"].rpartition("}")[2])
        for each in of_type(resources, "AWS::Lambda::Permission").values()
        if each["FunctionName"].get("Ref") in FUNCTION_OF.values()
    }
    assert let_in == {
        "FilesHandler": ("apigateway.amazonaws.com", "/*/GET/f/*"),
        "OverviewHandler": ("apigateway.amazonaws.com", "/*/GET/o/*"),
    }


def test_all_functions_behind_the_api_run_the_same_code(resources: Resources):
    web = functions(resources)["APIHandler"]
    for each in FUNCTION_OF.values():
        assert {name: functions(resources)[each][name] for name in SAME_CODE} == {name: web[name] for name in SAME_CODE}


def test_every_function_has_a_role_of_its_own(resources: Resources):
    roles = {name: function["Role"] for name, function in functions(resources).items()}
    assert roles == {name: arn(f"{name}Role") for name in FUNCTIONS}


def test_every_function_logs_into_an_encrypted_group_that_forgets(resources: Resources):
    groups = of_type(resources, "AWS::Logs::LogGroup")
    for name, function in functions(resources).items():
        group = groups[function["LoggingConfig"]["LogGroup"]["Ref"]]
        assert group["RetentionInDays"], name
        assert group["KmsKeyId"] == arn("EncryptionKey")


@pytest.mark.parametrize(("function", "queue"), QUEUE_FUNCTIONS.items())
def test_a_queue_function_reports_single_failures(resources: Resources, function: str, queue: str):
    (source,) = functions(resources)[function]["Events"].values()
    assert source["Properties"]["Queue"] == {"Fn::Sub": f"${{{queue}.Arn}}"}
    assert source["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


@pytest.mark.parametrize(("function", "queue"), QUEUE_FUNCTIONS.items())
def test_a_message_stays_hidden_six_times_as_long_as_its_function_may_run(
    resources: Resources, function: str, queue: str
):
    hidden = of_type(resources, "AWS::SQS::Queue")[queue]["VisibilityTimeout"]
    assert hidden >= 6 * functions(resources)[function]["Timeout"]


def test_the_tick_comes_every_minute(resources: Resources):
    (source,) = functions(resources)["Tick"]["Events"].values()
    assert source["Type"] == "Schedule"
    assert source["Properties"]["Schedule"] == "rate(1 minute)"


def test_mail_and_tick_have_concurrency_of_their_own_and_pages_a_bound_unless_the_account_has_none(
    template: dict[str, Any],
):
    reserved = {
        name: function["ReservedConcurrentExecutions"]["Fn::If"]
        for name, function in functions(template["Resources"]).items()
        if "ReservedConcurrentExecutions" in function
    }
    none = {"Ref": "AWS::NoValue"}
    assert reserved == {
        "EmailArrived": ["ConcurrencyIsReserved", 20, none],
        "Tick": ["ConcurrencyIsReserved", 2, none],
        "APIHandler": ["ConcurrencyIsReserved", {"Ref": "WebConcurrency"}, none],
        "FilesHandler": ["ConcurrencyIsReserved", 5, none],
        "OverviewHandler": ["ConcurrencyIsReserved", 5, none],
    }
    assert template["Parameters"]["ReserveConcurrency"]["Default"] == "true"
    (source,) = functions(template["Resources"])["EmailArrived"]["Events"].values()
    assert source["Properties"]["ScalingConfig"] == {"MaximumConcurrency": 20}  # no more is asked for than is kept


def test_the_pages_answer_within_what_the_gateway_waits(resources: Resources):
    assert functions(resources)["APIHandler"]["Timeout"] <= 29
