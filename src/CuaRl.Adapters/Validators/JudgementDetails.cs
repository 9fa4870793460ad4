using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CuaRl.Core.Text;

namespace CuaRl.Adapters.Validators;

/// <summary>
/// The details of a judgement: its only command as <c>command</c>, <c>output</c>, <c>exit_code</c>, or several as
/// <c>commands</c>; what the validator itself says as <c>validator</c>; the strict goal as the device told it as
/// <c>strict_success</c>.
/// </summary>
internal sealed record JudgementDetails
{
    /// <summary>How much of all outputs is kept, in characters: a rollout's record stays small.</summary>
    public const int MaxOutput = 8_000;

    /// <summary>How many commands are kept.</summary>
    public const int MaxCommands = 32;

    public string? Command { get; init; }

    public string? Output { get; init; }

    public int? ExitCode { get; init; }

    public bool? Truncated { get; init; }

    public IReadOnlyList<RecordedCommand>? Commands { get; init; }

    public JsonText? Validator { get; init; }

    public bool? StrictSuccess { get; init; }

    /// <summary>The commands, however they are written.</summary>
    [JsonIgnore]
    public IReadOnlyList<RecordedCommand> Recorded =>
        Commands ?? (Command is null ? [] : [new RecordedCommand(Command, Output ?? "", ExitCode ?? 0, Truncated ?? false)]);

    public static JudgementDetails From(IReadOnlyList<RecordedCommand> commands, JsonText? validator, bool? strictSuccess)
    {
        var kept = Shortened(commands);
        var details = new JudgementDetails { Validator = validator, StrictSuccess = strictSuccess };
        return kept switch
        {
            [] => details,
            [var only] => details with
            {
                Command = only.Command,
                Output = only.Output,
                ExitCode = only.ExitCode,
                Truncated = only.Truncated ? true : null,
            },
            _ => details with { Commands = kept },
        };
    }

    /// <summary>What was stored; nothing when it is none of ours.</summary>
    public static JudgementDetails Parse(JsonText? stored)
    {
        try
        {
            return stored is null
                ? new JudgementDetails()
                : JsonSerializer.Deserialize(stored.Utf8.Span, JudgementJson.Relaxed.JudgementDetails) ?? new JudgementDetails();
        }
        catch (JsonException)
        {
            return new JudgementDetails(); // A caller's own details: a judgement over them says what it misses.
        }
    }

    public JsonText? ToJson()
    {
        var utf8 = JsonSerializer.SerializeToUtf8Bytes(this, JudgementJson.Relaxed.JudgementDetails);
        return utf8.Length > 2 ? JsonText.FromUtf8(utf8) : null;
    }

    private static List<RecordedCommand> Shortened(IReadOnlyList<RecordedCommand> commands)
    {
        List<RecordedCommand> kept = [];
        var left = MaxOutput;
        foreach (var command in commands.Take(MaxCommands))
        {
            var output = PlainText.Clean(command.Output, left);
            kept.Add(command with { Output = output, Truncated = output.Length < command.Output.Length });
            left -= output.Length;
        }

        return kept;
    }
}

[JsonSerializable(typeof(JudgementDetails))]
[JsonSerializable(typeof(ValidationQuestion))]
internal sealed partial class JudgementJson : JsonSerializerContext
{
    /// <summary>With text beyond ASCII as it is: half the bytes, and readable.</summary>
    public static JudgementJson Relaxed { get; } =
        new(new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
}
