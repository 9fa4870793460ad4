namespace CuaRl.Core.Validation;

/// <summary>A query made ready for one task: the command to run on its device, and how to judge what comes of it.</summary>
public sealed class ValidationCheck
{
    private readonly Func<ValidationEvidence, ValidationVerdict> _judge;

    private ValidationCheck(string? command, Func<ValidationEvidence, ValidationVerdict> judge) =>
        (Command, _judge) = (command, judge);

    /// <summary>The command to run in the device's shell; null when the agent's message is judged and none is run.</summary>
    public string? Command { get; }

    /// <summary>A check of what a command writes, white space around it left out, and of its exit code.</summary>
    public static ValidationCheck OfCommand(string command, Func<string, int, ValidationVerdict> judge) =>
        new(command, evidence => judge(evidence.Output.Trim(), evidence.ExitCode));

    /// <summary>A check of the agent's message; without a message it does not succeed.</summary>
    public static ValidationCheck OfFinishMessage(Func<string, bool> judge) => new(null, evidence =>
        evidence.FinishMessage is { } message
            ? new ValidationVerdict(judge(message), message.Trim())
            : new ValidationVerdict(false, null, "the agent left no finish message"));

    /// <summary>Judges.</summary>
    public ValidationVerdict Judge(in ValidationEvidence evidence) => _judge(evidence);
}
