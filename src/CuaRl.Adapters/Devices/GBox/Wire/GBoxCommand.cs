namespace CuaRl.Adapters.Devices.GBox.Wire;

/// <summary>A command; when its time is up it is ended with exit code 124.</summary>
internal sealed record GBoxCommand(string Command, string? Timeout = null);

internal sealed record GBoxCommandResult(int ExitCode, string? Stdout = null, string? Stderr = null);

internal sealed record GBoxLiveView(string? ExpiresIn = null);

internal sealed record GBoxLiveViewUrl(string Url);

internal sealed record GBoxInstall(string Apk, bool? Open = null);

/// <summary>Neither the app's activity nor anything else is said: its usual one opens.</summary>
internal sealed record GBoxOpen;

internal sealed record GBoxSnapshotBody(string Name);

/// <summary>A snapshot, whose status is <c>Pending</c>, <c>Available</c> or <c>Error</c>.</summary>
internal sealed record GBoxSnapshot(string Name, string? Status = null, string? Id = null, string? BoxType = null)
{
    public const string Available = "Available";
    public const string Error = "Error";
}

internal sealed record GBoxError(string Message);
