using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Appends;
using CuaRl.Silo.Http.Blobs;
using CuaRl.Silo.Http.Devices;
using CuaRl.Silo.Http.Errors;
using CuaRl.Silo.Http.Health;
using CuaRl.Silo.Http.Live;
using CuaRl.Silo.Http.Monitor;
using CuaRl.Silo.Http.Runs;
using CuaRl.Silo.Http.Simulations;
using CuaRl.Silo.Http.States;
using CuaRl.Silo.Http.Trees;

namespace CuaRl.Silo.Http;

/// <summary>How bodies are written: snake_case, nulls shown.</summary>
[JsonSerializable(typeof(CompatError))]
[JsonSerializable(typeof(CompatValidationError))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(HealthStatus))]
[JsonSerializable(typeof(Readiness))]
[JsonSerializable(typeof(SimulationRequest))]
[JsonSerializable(typeof(SimulationCreated))]
[JsonSerializable(typeof(SimulationDetails))]
[JsonSerializable(typeof(IReadOnlyList<SimulationLine>))]
[JsonSerializable(typeof(CompatRunRequest))]
[JsonSerializable(typeof(CompatRunCreated))]
[JsonSerializable(typeof(CompatRunLine))]
[JsonSerializable(typeof(IReadOnlyList<CompatRunLine>))]
[JsonSerializable(typeof(IReadOnlyList<CompatAnyRunLine>))]
[JsonSerializable(typeof(CompatBranchRequest))]
[JsonSerializable(typeof(CompatBranchCreated))]
[JsonSerializable(typeof(CompatComparison))]
[JsonSerializable(typeof(CompatRunTree))]
[JsonSerializable(typeof(CompatStateRequest))]
[JsonSerializable(typeof(CompatStateCreated))]
[JsonSerializable(typeof(CompatRunStates))]
[JsonSerializable(typeof(CompatRunState))]
[JsonSerializable(typeof(CompatState))]
[JsonSerializable(typeof(RunBody))]
[JsonSerializable(typeof(RunDetails))]
[JsonSerializable(typeof(RunList))]
[JsonSerializable(typeof(RunConfig))]
[JsonSerializable(typeof(BranchBody))]
[JsonSerializable(typeof(CompletionBody))]
[JsonSerializable(typeof(FailureBody))]
[JsonSerializable(typeof(ComparisonDetails))]
[JsonSerializable(typeof(RunTreeDetails))]
[JsonSerializable(typeof(TagBody))]
[JsonSerializable(typeof(TagDetails))]
[JsonSerializable(typeof(TagList))]
[JsonSerializable(typeof(StateDetails))]
[JsonSerializable(typeof(StateList))]
[JsonSerializable(typeof(StateIdList))]
[JsonSerializable(typeof(StateLine))]
[JsonSerializable(typeof(AppendBody))]
[JsonSerializable(typeof(AppendDetails))]
[JsonSerializable(typeof(AppendLine))]
[JsonSerializable(typeof(LineageDetails))]
[JsonSerializable(typeof(DescendantDetails))]
[JsonSerializable(typeof(AncestorAnswer))]
[JsonSerializable(typeof(CommonAncestorAnswer))]
[JsonSerializable(typeof(DistanceAnswer))]
[JsonSerializable(typeof(IsAncestorAnswer))]
[JsonSerializable(typeof(BlobDetails))]
[JsonSerializable(typeof(LiveChangeDetails))]
[JsonSerializable(typeof(MonitorError))]
[JsonSerializable(typeof(MonitorTrainings))]
[JsonSerializable(typeof(MonitorTraining))]
[JsonSerializable(typeof(MonitorTimeline))]
[JsonSerializable(typeof(MonitorItem))]
[JsonSerializable(typeof(MonitorRollout))]
[JsonSerializable(typeof(MonitorTurn))]
[JsonSerializable(typeof(MonitorModelInput))]
[JsonSerializable(typeof(MonitorScreenshot))]
[JsonSerializable(typeof(MonitorOverrideBody))]
[JsonSerializable(typeof(MonitorOverride))]
internal sealed partial class HttpJson : JsonSerializerContext
{
    /// <summary>Ready to write bodies.</summary>
    public static HttpJson Bodies { get; } = new(Style(new JsonSerializerOptions()));

    /// <summary>The same for the framework, which also describes bodies by it in the API document.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        var resolvers = Style(options).TypeInfoResolverChain;
        resolvers.Insert(0, Bodies);
        resolvers.Insert(1, TrainingJson.Bodies);
        resolvers.Insert(2, DeviceJson.Bodies);
    }

    public static JsonSerializerOptions Style(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // As text; no body is ever part of a page.
        return options;
    }
}
