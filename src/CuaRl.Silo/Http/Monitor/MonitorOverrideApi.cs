using System.Text.Json;
using CuaRl.Grains.Ports;
using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CuaRl.Silo.Http.Monitor;

/// <summary>A person's judgement of a rollout, by the route and JSON of the original monitor.</summary>
internal static class MonitorOverrideApi
{
    public static void MapMonitorOverride(this IEndpointRouteBuilder routes) => routes.MapMonitorGroup()
        .MapPatch("/rollouts/{id}/validation-override", OverrideAsync)
        .WithName("OverrideMonitorValidation")
        .WithSummary("Records a person's judgement of a rollout, which counts from now on")
        .WithDescription("Reward and task success stay as they were recorded.")
        .DescribeBody<MonitorOverrideBody>()
        .DescribeMonitorErrors(400, 404, 409);

    private static async Task<Ok<MonitorOverride>> OverrideAsync(
        string id, HttpRequest request, IMonitorReads reads, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var number = MonitorIds.Read(id, "Invalid rollout ID");
        var judgement = Read(await RequestBody.ReadAsync(request, cancellationToken));
        var rollout = await grains.GetTrainingCatalog().FindId(RecordKind.Rollout, number, cancellationToken)
            ?? throw MonitorRefusedException.Missing("Rollout not found");
        await grains.GetRollout(rollout).Override(judgement).WaitAsync(cancellationToken);

        var validation = MonitorValidation.Compose(number, await reads.ListValidationsAsync(number, cancellationToken));
        return TypedResults.Ok(new MonitorOverride
        {
            Rollout = (await reads.FindRolloutAsync(number, cancellationToken))?.Values,
            Validation = validation,
            ValidationExists = validation is not null,
        });
    }

    private static ValidationOverride Read(ReadOnlyMemory<byte> body)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            throw MonitorRefusedException.Bad("Invalid JSON body");
        }

        using (document)
        {
            var root = document.RootElement;
            var success = Member(root, "success").ValueKind;
            return success is JsonValueKind.True or JsonValueKind.False
                ? new ValidationOverride
                {
                    Success = success == JsonValueKind.True,
                    Reason = Text(root, "reason"),
                    Actor = Text(root, "actor"),
                }
                : throw MonitorRefusedException.Bad("`success` must be a boolean");
        }
    }

    private static string? Text(JsonElement root, string name) => Member(root, name) switch
    {
        { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw MonitorRefusedException.Bad($"`{name}` must be a string"),
    };

    private static JsonElement Member(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var member) ? member : default;
}
