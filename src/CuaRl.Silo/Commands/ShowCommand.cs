using System.CommandLine;
using System.Text.Json;
using CuaRl.Core.Simulations;
using CuaRl.Silo.Commands.Client;
using CuaRl.Silo.Commands.Trainings;
using Spectre.Console.Rendering;

namespace CuaRl.Silo.Commands;

/// <summary><c>cuarl show</c>: a training with what it consists of, or a rollout, from a running service.</summary>
internal static class ShowCommand
{
    private const string RolloutPrefix = "rollout-";

    public static Command Create()
    {
        var id = new Argument<string>("id")
        {
            Description = "The id, number or name of a training; or the id of a rollout, or its number as rollout-N",
        };
        var service = new ClientOptions();
        var command = new CliCommand(
            "show",
            "Show a training with its steps, evaluations and baselines, or a rollout.",
            "cuarl show my-training",
            "cuarl show 7 --json | jq '.batches[].statistics.reward_mean'",
            "cuarl show rollout-1201")
        {
            id,
        };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = service.Open(parsed);
            service.Print(parsed, await FindAsync(client, parsed.GetRequiredValue(id), cancellationToken), Draw);
        });
        return command;
    }

    /// <summary>A UUID may be either; a name or a number is a training's.</summary>
    private static async Task<byte[]> FindAsync(ServiceClient client, string id, CancellationToken cancellationToken)
    {
        if (id.StartsWith(RolloutPrefix, StringComparison.Ordinal))
        {
            return await client.GetAsync($"/api/v1/rollouts/{Uri.EscapeDataString(id[RolloutPrefix.Length..])}", cancellationToken);
        }

        var path = $"/api/v1/trainings/{Uri.EscapeDataString(id)}";
        if (await client.FindAsync(path, cancellationToken) is { } training)
        {
            return await JoinAsync(training, client, $"{path}/batches?limit={SimulationRules.MaxPage}", cancellationToken);
        }

        return Guid.TryParse(id, out _) && await client.FindAsync($"/api/v1/rollouts/{id}", cancellationToken) is { } rollout
            ? rollout
            : throw new CommandFailedException($"there is no training or rollout {id}");
    }

    /// <summary>The training with all its batches, page by page.</summary>
    private static async Task<byte[]> JoinAsync(
        byte[] training, ServiceClient client, string batches, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("training");
            writer.WriteRawValue(training, skipInputValidation: true);
            writer.WriteStartArray("batches");
            string? next = "";
            while (next is not null)
            {
                var page = await client.GetAsync($"{batches}{next}", cancellationToken);
                using var list = JsonDocument.Parse(page, new JsonDocumentOptions { MaxDepth = 2 * JsonText.MaxDepth });
                foreach (var batch in list.RootElement.GetProperty("items").EnumerateArray())
                {
                    batch.WriteTo(writer);
                }

                next = list.RootElement.GetProperty("next").GetString() is { } after ? $"&after={after}" : null;
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static IRenderable Draw(JsonElement answer) =>
        answer.TryGetProperty("batches", out _) ? TrainingTables.Show(answer) : Terminal.Fields(answer);
}
