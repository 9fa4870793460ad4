using System.Text.Json.Nodes;
using CuaRl.Silo.Http.Monitor;

namespace CuaRl.Silo.Tests.Http.Monitor;

public sealed class MonitorValidationTests
{
    private const string Validator =
        """
        {"index":1,"source":"validator","success":false,"validation_query":"wifi_enabled","expected_result":true,
         "actual_result":"0","execution_time":0.25,"details":{"command":"settings get"},"created_at":"2026-01-31T08:00:00.123456Z"}
        """;

    private const string First =
        """{"index":2,"source":"override","success":true,"previous_success":false,"actor":"ada","reason":"seen","created_at":"2026-01-31T09:00:00+00:00"}""";

    private const string Second =
        """{"index":3,"source":"override","success":false,"previous_success":true,"created_at":"2026-01-31T10:00:00+00:00"}""";

    [Fact]
    public void Compose_AValidatorsJudgement_IsTheOriginalsRow()
    {
        var row = Compose(Validator)!;

        Assert.Equal((701, 7, false), ((long)row["id"]!, (long)row["rollout_id"]!, (bool)row["success"]!));
        Assert.Equal(("true", "0"), ((string)row["expected_result"]!, (string)row["actual_result"]!));
        Assert.Equal("2026-01-31T08:00:00.123Z", (string)row["validation_time"]!);
        Assert.Equal("""{"command":"settings get"}""", row["details_json"]!.ToJsonString());
    }

    [Fact]
    public void Compose_WithOverrides_ShowsTheLastAndKeepsAll()
    {
        var row = Compose(Validator, First, Second)!;

        Assert.False((bool)row["success"]!);
        Assert.True((bool)Compose(Validator, First)!["success"]!);
        Assert.Equal((701, "wifi_enabled"), ((long)row["id"]!, (string)row["validation_query"]!));
        var details = row["details_json"]!;
        Assert.Equal("settings get", (string)details["command"]!);
        Assert.Equal(
            """{"overridden_at":"2026-01-31T10:00:00.000Z","overridden_success":false,"previous_success":true,"reason":null,"actor":null,"source":"training-monitor"}""",
            details["human_override"]!.ToJsonString());
        Assert.Equal(["ada", null], details["human_override_history"]!.AsArray().Select(entry => (string?)entry!["actor"]));
    }

    [Fact]
    public void Compose_WithoutAValidatorsJudgement_GivesNone()
    {
        Assert.Null(Compose());
        Assert.Null(Compose(First));
    }

    private static JsonObject? Compose(params string[] judgements) =>
        MonitorValidation.Compose(7, new JsonArray([.. judgements.Select(judgement => JsonNode.Parse(judgement))]));
}
