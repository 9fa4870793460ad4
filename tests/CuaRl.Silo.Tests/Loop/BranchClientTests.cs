using System.Text;
using System.Text.Json;
using CuaRl.Silo.Commands;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.Silo.Tests.Service;
using CuaRl.Silo.Tests.Service.Runs;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Loop;

/// <summary>Branches of trainings over HTTP and on the command line.</summary>
public sealed class BranchClientTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [PostgresFact]
    public async Task Branches_OverHttp_AreMadeFollowedAndComparedAsTheApiDocumentSays()
    {
        await using var service = await LoopService.StartAsync(database.ConnectionString, TestFolders.Create("branch-http"));
        using var http = new HttpClient { BaseAddress = service.Address };
        var parent = await service.TrainAsync(ShortTraining.Define("http-parent", "max_steps=3"));
        const string Branch = """{"run_name":"http-branch","step":2,"overrides":{"max_steps":4,"learning_rate":0.5}}""";

        var (status, made) = await SendAsync(http, "POST", "/http-parent/branch", "/{id}/branch", Branch);
        Assert.Equal((201, "http-branch", 3L), (status, made.Text("run_name"), made.Number("start_step")));
        Assert.Equal(("http-parent", 2L), (made.GetProperty("branched_from").Text("run_name"), made.GetProperty("branched_from").Number("step")));
        await LoopService.EndOfAsync(service.Grains.GetTraining(made.Text("id")));
        (status, var again) = await SendAsync(http, "POST", "/http-parent/branch", "/{id}/branch", Branch);
        Assert.Equal((200, made.Text("id"), "completed"), (status, again.Text("id"), again.Text("status")));

        foreach (var (body, code, slug) in new[]
        {
            ("""{"run_name":"http-branch","step":2,"overrides":{"max_steps":5}}""", 409, "already-exists"),
            ("""{"run_name":"http-other","step":1}""", 409, "no-checkpoint"),
            ("""{"run_name":"http-other","step":2}""", 422, "invalid-request"), // Its parent takes no more steps.
            ("""{"run_name":"http-other","step":-1}""", 422, "invalid-request"),
            ("""{"run_name":"http-other","step":2,"overrides":{"max_steps":4,"model_name":"embedded/hidden-4","beta":1}}""", 422, "invalid-request"),
            ("""{"run_name":"http-other","step":2,"overrides":[],"more":1}""", 422, "invalid-request"),
        })
        {
            (status, var refused) = await SendAsync(http, "POST", "/http-parent/branch", "/{id}/branch", body);
            Assert.Equal((code, $"urn:cuarl:problem:{slug}"), (status, refused.Text("type")));
        }

        await http.PostJsonAsync("/api/v1/trainings", """{"model_name":"m","run_name":"http-mine"}""");
        Assert.Equal(409, (await SendAsync(http, "POST", "/http-mine/branch", "/{id}/branch", Branch)).Status);
        Assert.Equal(404, (await SendAsync(http, "POST", "/nobody/branch", "/{id}/branch", Branch)).Status);

        (_, var lineage) = await SendAsync(http, "GET", "/http-branch/lineage", "/{id}/lineage");
        Assert.Equal((parent.Id, 2L), (lineage.GetProperty("ancestors")[0].Text("id"), lineage.GetProperty("ancestors")[0].Number("step")));
        (_, lineage) = await SendAsync(http, "GET", "/http-parent/lineage", "/{id}/lineage");
        Assert.Equal("http-branch", Assert.Single(lineage.GetProperty("children").EnumerateArray()).Text("run_name"));
        Assert.Equal(404, (await SendAsync(http, "GET", "/nobody/lineage", "/{id}/lineage")).Status);

        (_, var compared) = await SendAsync(http, "GET", "/http-parent/compare?with=http-branch", "/{id}/compare");
        Assert.Equal("http-parent", compared.GetProperty("common_ancestor").Text("run_name"));
        Assert.Equal(
            ["learning_rate", "max_steps"], compared.GetProperty("differences").EnumerateArray().Select(difference => difference.Text("name")));
        Assert.Equal(3, Assert.Single(compared.GetProperty("steps").EnumerateArray()).Number("step"));
        (_, compared) = await SendAsync(http, "GET", "/http-mine/compare?with=http-branch", "/{id}/compare");
        Assert.Equal(JsonValueKind.Null, compared.GetProperty("common_ancestor").ValueKind);
        Assert.Equal(422, (await SendAsync(http, "GET", "/http-parent/compare", "/{id}/compare")).Status);
        Assert.Equal(422, (await SendAsync(http, "GET", "/http-parent/compare?with=http-parent", "/{id}/compare")).Status);
        Assert.Equal(404, (await SendAsync(http, "GET", "/http-parent/compare?with=nobody", "/{id}/compare")).Status);
    }

    [PostgresFact]
    public async Task Trainings_ThatCannotBeDriven_AreRefusedOverHttpWithAllThatIsWrong()
    {
        await using var service = await LoopService.StartAsync(database.ConnectionString, TestFolders.Create("undrivable"));
        using var http = new HttpClient { BaseAddress = service.Address };

        var (status, problem) = await SendAsync(
            http, "POST", "", "",
            """{"run_name":"undrivable","model_name":"embedded/linear","group_size":1,"box_type":"linux","config":{"provider":"embedded","epochs":"many"}}""");

        Assert.Equal(422, status);
        Assert.Equal(
            ["body.box_type", "body.config.epochs", "body.group_size"],
            problem.GetProperty("errors").EnumerateArray()
                .Select(error => string.Join('.', error.GetProperty("loc").EnumerateArray().Select(part => part.GetString())))
                .Order(StringComparer.Ordinal));
        Assert.Equal(404, (int)(await http.GetAsync(new Uri("/api/v1/trainings/undrivable", UriKind.Relative))).StatusCode);
    }

    [PostgresFact]
    public async Task Branches_OnTheCommandLine_AreMadeFollowedAndCompared()
    {
        await using var service = await LoopService.StartAsync(database.ConnectionString, TestFolders.Create("branch-command"));
        await service.TrainAsync(ShortTraining.Define("cli-parent", "max_steps=3"));

        var made = await RunAsync(
            service, "trainings", "branch", "cli-parent", "--step", "2", "--name", "cli [b]", "--overrides", """{"max_steps": 4}""");
        Assert.Contains("goes on from cli-parent after step 2", made.Output, StringComparison.Ordinal);
        var id = (await service.Grains.GetTrainingCatalog().FindByName("cli [b]"))!.Id;
        await LoopService.EndOfAsync(service.Grains.GetTraining(id));

        var lineage = (await RunAsync(service, "trainings", "lineage", "cli [b]")).Output;
        Assert.Matches("ancestor.*cli-parent.*completed.*2", lineage);
        Assert.Matches(@"branch.*cli \[b\].*completed.*2", (await RunAsync(service, "trainings", "lineage", "cli-parent")).Output);
        var compared = (await RunAsync(service, "trainings", "compare", "cli-parent", "cli [b]")).Output;
        Assert.Contains("cli-parent and cli [b] share cli-parent up to step 2.", compared, StringComparison.Ordinal);
        Assert.Matches("max_steps.*3.*4", compared);
        Assert.Contains("success cli-parent", compared, StringComparison.Ordinal);
        compared = (await RunAsync(service, "trainings", "compare", "cli-parent", "cli [b]", "--json")).Output;
        Assert.Contains("\"common_ancestor\":{", compared, StringComparison.Ordinal);
        Assert.Contains("cli-parent after step 2", (await RunAsync(service, "show", "cli [b]")).Output, StringComparison.Ordinal);

        var refused = await RunAsync(service, "trainings", "branch", "cli-parent", "--step", "1", "--name", "x");
        Assert.Equal(CommandLine.Failed, refused.ExitCode);
        Assert.Contains("These steps have one: 2.", refused.Error, StringComparison.Ordinal);
        refused = await RunAsync(
            service, "trainings", "branch", "cli-parent", "--step", "2", "--name", "x", "--overrides", """{"max_step": 4}""");
        Assert.Equal(CommandLine.Failed, refused.ExitCode);
        Assert.Contains("did you mean max_steps?", refused.Error, StringComparison.Ordinal);
    }

    private static async Task<(int Status, JsonElement Body)> SendAsync(HttpClient http, string method, string path, string route, string? json = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1/trainings{path}");
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        await http.AssertFitsAsync(answer, method, $"/api/v1/trainings{route}");
        return ((int)answer.StatusCode, JsonDocument.Parse(body).RootElement);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(LoopService service, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync([.. arguments, "--url", service.Address.ToString()], output, error);
        return (exitCode, output.ToString(), error.ToString());
    }
}
