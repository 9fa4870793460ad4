using System.Diagnostics;
using System.Text.Json;
using CuaRl.Core.Ids;
using CuaRl.Silo.Commands.Client;
using CuaRl.Silo.Hosting;

namespace CuaRl.Silo.Commands.Demonstration;

/// <summary>
/// A walk through the service. Its simulations have fixed identities, so that running it again finds them and makes no
/// others.
/// </summary>
internal sealed class Demo(RunningService service, ServiceClient http)
{
    private const string HttpKey = "cuarl-demo-http";

    private static readonly string GrainId = DerivedId.From("simulation", "cuarl-demo-grain");

    private readonly List<DemoStep> _steps = [];

    public async Task<IReadOnlyList<DemoStep>> RunAsync(CancellationToken cancellationToken)
    {
        await StepAsync("create a simulation", "grain client", CreateByGrainAsync);
        await StepAsync("create a simulation", "POST /simulations", () => CreateByHttpAsync(cancellationToken));
        await StepAsync("the same again, same Idempotency-Key", "POST /simulations", () => CreateByHttpAsync(cancellationToken));
        await StepAsync("list simulations", "GET /simulations", () => ListAsync(cancellationToken));
        return _steps;
    }

    private async Task<string> CreateByGrainAsync()
    {
        var info = await service.Grains.GetSimulation(GrainId).Create(new SimulationDefinition
        {
            Name = "demo, by a grain client",
            EnvironmentName = "CartPole-v1",
            AgentType = "DQN",
            AgentConfig = JsonText.Parse("""{"learning_rate":0.001}"""),
        });
        return info.Id;
    }

    private async Task<string> CreateByHttpAsync(CancellationToken cancellationToken)
    {
        var body = SimulationBody.Compose(
            "demo, over HTTP", "CartPole-v1", "DQN", JsonText.Parse("""{"learning_rate":0.01}"""));
        using var answer = JsonDocument.Parse(await http.PostAsync("/simulations", body, HttpKey, cancellationToken));
        return answer.RootElement.GetProperty("id").GetString()!;
    }

    private async Task<string> ListAsync(CancellationToken cancellationToken)
    {
        const int Limit = 1000;
        using var answer = JsonDocument.Parse(await http.GetAsync($"/simulations?limit={Limit}", cancellationToken));
        var count = answer.RootElement.GetArrayLength();
        return count == Limit ? $"{Limit} simulations, perhaps more" : $"{count} simulations";
    }

    private async Task StepAsync(string what, string way, Func<Task<string>> act)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await act();
        _steps.Add(new DemoStep(what, way, result, Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1)));
    }
}
