using System.Net;
using System.Text.Json;
using CuaRl.Silo.Tests.Service.Runs;
using CuaRl.Silo.Tests.Service.Trainings;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Service.Rollouts;

public sealed class RolloutEndTests(RunningServiceFixture fixture) : IClassFixture<RunningServiceFixture>
{
    private HttpClient Http => fixture.Http;

    [PostgresFact]
    public async Task FailAttempt_LostDevice_BeginsAnotherWithTurnsOfItsOwn()
    {
        var (_, _, _, rollout) = await Http.StartRolloutAsync();
        var path = $"/api/v1/rollouts/{rollout.Text("id")}";
        await Http.RecordTurnsAsync(rollout, 2);

        var again = await Http.PostJsonAsync($"{path}/attempts/fail", """{"error_kind":"device_lost","error":"no answer"}""");

        Assert.Equal(("pending", 0L), (again.Text("status"), again.Number("current_turn")));
        Assert.Equal(
            ["infra_failed device_lost", "running "],
            again.GetProperty("attempts").EnumerateArray().Select(one => $"{one.Text("status")} {one.GetProperty("error_kind").GetString()}"));
        await Http.RecordTurnsAsync(rollout, 1);
        Assert.Equal(3, (await Http.GetJsonAsync($"{path}/turns?attempt=1")).GetProperty("items").GetArrayLength());
        Assert.Equal(2, (await Http.GetJsonAsync($"{path}/turns")).GetProperty("items").GetArrayLength());
    }

    [PostgresFact]
    public async Task Fail_Rollout_HasNoRewardAndMayBeTakenUpAgain()
    {
        var (_, _, group, rollout) = await Http.StartRolloutAsync();
        var path = $"/api/v1/rollouts/{rollout.Text("id")}";

        var failed = await Http.PostJsonAsync($"{path}/fail", """{"error_kind":"timeout","error":"30 minutes"}""");
        var repeated = await Http.PostJsonAsync($"{path}/fail", """{"error_kind":"timeout","error":"30 minutes"}""");
        var other = await Http.RefusedAsync(HttpMethod.Post, $"{path}/fail", """{"error_kind":"timeout","error":"31 minutes"}""");

        Assert.Equal(("failed", "timeout", true), (failed.Text("status"), failed.Text("error_kind"), failed.GetProperty("masked").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, failed.GetProperty("reward").ValueKind);
        Assert.Equal(failed.ToString(), repeated.ToString());
        Assert.Equal(409, other.Status);
        Assert.Equal(
            rollout.Text("id"),
            (await Http.GetJsonAsync($"/api/v1/rollouts?group_id={group.Text("id")}&error_kind=timeout")).GetProperty("items")[0].Text("id"));
        Assert.Equal("pending", (await Http.PostJsonAsync($"{path}/retry", "{}")).Text("status"));
        Assert.Equal("cancelled", (await Http.PostJsonAsync($"{path}/cancel", "{}")).Text("status"));
    }

    [PostgresFact]
    public async Task Override_Judgement_CountsAndLeavesTheRewardUnlessAsked()
    {
        var (_, _, _, rollout) = await Http.StartRolloutAsync();
        var path = $"/api/v1/rollouts/{rollout.Text("id")}";
        await Http.RecordTurnsAsync(rollout, 1);
        await Http.CompleteRolloutAsync(rollout, success: false);

        var judged = await Http.PostJsonAsync($"{path}/override", """{"success":true,"actor":"ann","reason":"seen it"}""");
        var paid = await Http.PostJsonAsync($"{path}/override", """{"success":true,"changes_reward":true}""");
        var last = await Http.PostJsonAsync($"{path}/revalidate", """{"success":false,"actual_result":"49"}""");

        Assert.Equal((true, 0.0), (judged.GetProperty("validation_passed").GetBoolean(), judged.GetProperty("reward").GetDouble()));
        Assert.Equal(1.0, paid.GetProperty("reward").GetDouble());
        Assert.Equal((false, 1.0), (last.GetProperty("validation_passed").GetBoolean(), last.GetProperty("reward").GetDouble()));
        Assert.Equal(
            ["validator  ", "override ann seen it", "override  ", "revalidation  "],
            last.GetProperty("validations").EnumerateArray().Select(
                one => $"{one.Text("source")} {one.GetProperty("actor").GetString()} {one.GetProperty("reason").GetString()}"));
    }

    [PostgresFact]
    public async Task Complete_WithoutJudgement_IsMaskedAndRepeatable()
    {
        var (_, _, _, rollout) = await Http.StartRolloutAsync();
        await Http.RecordTurnsAsync(rollout, 1);
        var path = $"/api/v1/rollouts/{rollout.Text("id")}/complete";

        var completed = await Http.PostJsonAsync(path, """{"stop_reason":"max_turns_reached_5"}""");

        Assert.Equal((true, JsonValueKind.Null), (completed.GetProperty("masked").GetBoolean(), completed.GetProperty("reward").ValueKind));
        Assert.Equal(completed.ToString(), (await Http.PostJsonAsync(path, """{"stop_reason":"max_turns_reached_5"}""")).ToString());
        Assert.Equal(409, (await Http.RefusedAsync(HttpMethod.Post, path, """{"stop_reason":"timeout_30min"}""")).Status);
    }

    [PostgresFact]
    public async Task Complete_WhereTheValidatorCouldNotJudge_IsMaskedAndKeepsTheErrorForEveryReader()
    {
        var (_, _, _, rollout) = await Http.StartRolloutAsync();
        await Http.RecordTurnsAsync(rollout, 1);
        var path = $"/api/v1/rollouts/{rollout.Text("id")}";
        const string Outcome =
            """{"stop_reason":"finish_success","reward":0,"validation":{"success":null,"error_message":"Validator exception: device offline"}}""";

        var completed = await Http.PostJsonAsync($"{path}/complete", Outcome);

        Assert.Equal((true, JsonValueKind.Null), (completed.GetProperty("masked").GetBoolean(), completed.GetProperty("reward").ValueKind));
        Assert.Equal(JsonValueKind.Null, completed.GetProperty("validation_passed").ValueKind);
        Assert.Equal(JsonValueKind.Null, completed.GetProperty("validations")[0].GetProperty("success").ValueKind);
        var listed = await Http.GetJsonAsync($"/api/v1/rollouts?error_kind=not_judged&limit=1000");
        Assert.Contains(listed.GetProperty("items").EnumerateArray(), item => item.Text("id") == rollout.Text("id"));
        var seen = await Http.GetJsonAsync($"/api/rollouts/{rollout.Number("number")}");
        Assert.Contains("device offline", seen.ToString(), StringComparison.Ordinal);
        Assert.Equal("not_judged Validator exception: device offline t t", await fixture.Database.ScalarAsync<string>(
            $"""
            SELECT concat_ws(' ', r.error_kind, v.error_message, v.success IS NULL, r.reward IS NULL)
            FROM rollout_record r JOIN validation v ON v.rollout_id = r.number WHERE r.number = {rollout.Number("number")}
            """));
        Assert.Equal(422, (await Http.RefusedAsync(HttpMethod.Post, $"{path}/complete", """{"stop_reason":"s","validation":{}}""")).Status);
        Assert.Equal(completed.ToString(), (await Http.PostJsonAsync($"{path}/complete", Outcome)).ToString());
    }

    [PostgresFact]
    public async Task RecordTurn_WithABlobThatIsNoPicture_IsRefused()
    {
        var (_, _, _, rollout) = await Http.StartRolloutAsync();
        await Http.RecordTurnsAsync(rollout, 0);
        using var content = new ByteArrayContent("some text"u8.ToArray());
        content.Headers.ContentType = new("text/plain");
        using var stored = await Http.PutAsync("/api/v1/blobs", content);
        var hash = (await stored.JsonAsync()).Text("sha256");

        var (status, body) = await Http.RefusedAsync(
            HttpMethod.Post, $"/api/v1/rollouts/{rollout.Text("id")}/turns", $$"""{"turn":1,"screenshot_after":"{{hash}}"}""");

        Assert.Equal(422, status);
        Assert.Contains("\"screenshot_after\"", body, StringComparison.Ordinal);
        Assert.Contains($"blob {hash} is text/plain", body, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task RecordTurn_SentAgain_GetsTheFirstAnswer()
    {
        var (_, _, _, rollout) = await Http.StartRolloutAsync();
        await Http.RecordTurnsAsync(rollout, 1);
        var path = $"/api/v1/rollouts/{rollout.Text("id")}";

        using var first = await Http.PostRawAsync($"{path}/turns", RecordClient.Turn(2));
        using var again = await Http.PostRawAsync($"{path}/turns", RecordClient.Turn(2));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, again.StatusCode));
        Assert.Equal($"{path}/turns/2?attempt=1", first.Headers.Location!.OriginalString);
        Assert.Equal((await first.JsonAsync()).ToString(), (await again.JsonAsync()).ToString());
    }

    [PostgresFact]
    public async Task Annotate_Records_KeepsTagsOnceAndNotesEachTime()
    {
        var (training, batch, _, rollout) = await Http.StartRolloutAsync();
        foreach (var path in new[]
        {
            $"trainings/{training.Text("run_name")}", $"batches/{batch.Text("id")}", $"rollouts/{rollout.Number("number")}",
            $"environments/{(rollout.Number("number") * 100) + 1}",
        })
        {
            var tag = await Http.PostJsonAsync($"/api/v1/{path}/annotations", """{"tag":"odd","actor":"ann"}""");
            var same = await Http.PostJsonAsync($"/api/v1/{path}/annotations", """{"tag":"odd"}""");
            var note = await Http.PostJsonAsync($"/api/v1/{path}/annotations", """{"note":"look at turn 2"}""");
            Assert.Equal(tag.ToString(), same.ToString());
            var list = (await Http.GetJsonAsync($"/api/v1/{path}/annotations")).GetProperty("items");
            Assert.Equal([tag.Text("id"), note.Text("id")], list.EnumerateArray().Select(one => one.Text("id")));

            using var removed = await Http.DeleteAsync($"/api/v1/{path}/annotations/{tag.Text("id")}");
            Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
            Assert.Equal(404, (await Http.RefusedAsync(HttpMethod.Delete, $"/api/v1/{path}/annotations/{tag.Text("id")}")).Status);
            Assert.Equal(1, (await Http.GetJsonAsync($"/api/v1/{path}/annotations")).GetProperty("items").GetArrayLength());
        }
    }
}
