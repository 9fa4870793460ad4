using System.Collections.Concurrent;
using CuaRl.Core.Devices;
using CuaRl.Grains.Ports;

namespace CuaRl.Grains.Tests.Support;

/// <summary>A provider whose boxes do nothing but remember what was done to them, and that fails as it is told.</summary>
internal sealed class ScriptedDriver : IDeviceDriver
{
    public static readonly ScreenSize Screen = new(100, 200);

    private int _last;

    public string BoxType { get; init; } = "scripted";

    public DriverTraits Traits { get; set; } = new(HasSnapshots: true, HasElements: false, IsLocal: false, HasLiveView: true);

    public ConcurrentDictionary<string, BoxLabel> Boxes { get; } = new();

    /// <summary>Calls to boxes in the order in which they began, as box and what.</summary>
    public ConcurrentQueue<(string Box, string Call)> Calls { get; } = new();

    /// <summary>Asked before each call, by what it is; may throw, or wait.</summary>
    public Func<string, string, Task>? Before { get; set; }

    /// <summary>The answer of the next create is lost after the box was made.</summary>
    public bool LosesNextCreate { get; set; }

    /// <summary>A reset gives another box.</summary>
    public bool ReplacesOnReset { get; set; }

    public int Created => _last;

    public async Task<Box> CreateAsync(BoxRequest request, CancellationToken cancellationToken)
    {
        await BeginAsync("", "create", cancellationToken);
        var known = Boxes.FirstOrDefault(box => box.Value == request.Label).Key;
        var id = known ?? Add(request.Label);
        if (LosesNextCreate)
        {
            LosesNextCreate = false;
            throw new DeviceUnavailableException(BoxType, "the answer was lost");
        }

        return BoxOf(id);
    }

    /// <summary>A box that appears without anybody of this service asking.</summary>
    public string Add(BoxLabel label)
    {
        var id = $"box-{Interlocked.Increment(ref _last)}";
        Boxes[id] = label;
        return id;
    }

    public async Task<Box?> FindAsync(string boxId, CancellationToken cancellationToken)
    {
        await BeginAsync(boxId, "find", cancellationToken);
        return Boxes.ContainsKey(boxId) ? BoxOf(boxId) : null;
    }

    public async Task<IReadOnlyList<Box>> ListAsync(string pool, CancellationToken cancellationToken)
    {
        await BeginAsync("", "list", cancellationToken);
        return [.. Boxes.Keys.Select(BoxOf)];
    }

    public async Task TerminateAsync(string boxId, CancellationToken cancellationToken)
    {
        await BeginAsync(boxId, "terminate", cancellationToken);
        Boxes.TryRemove(boxId, out _);
    }

    public async Task<BoxScreenshot> ScreenshotAsync(string boxId, CancellationToken cancellationToken)
    {
        await ReachAsync(boxId, "screenshot", cancellationToken);
        return new BoxScreenshot("png"u8.ToArray(), "image/png", Screen, []);
    }

    public Task ActAsync(string boxId, ScreenAction action, CancellationToken cancellationToken) =>
        ReachAsync(boxId, action.ToString(), cancellationToken);

    public async Task<ShellResult> RunAsync(string boxId, string command, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await ReachAsync(boxId, $"shell {command}", cancellationToken);
        return new ShellResult(0, command);
    }

    public Task InstallAppAsync(string boxId, string app, CancellationToken cancellationToken) =>
        ReachAsync(boxId, $"install {app}", cancellationToken);

    public Task OpenAppAsync(string boxId, string package, CancellationToken cancellationToken) =>
        ReachAsync(boxId, $"open {package}", cancellationToken);

    public Task<Box> ResetAsync(string boxId, BoxRequest request, BoxReset reset, CancellationToken cancellationToken) =>
        ReplaceAsync(boxId, request, $"reset {reset.Seed}", cancellationToken);

    public async Task<JsonText> SnapshotAsync(string boxId, CancellationToken cancellationToken)
    {
        await ReachAsync(boxId, "snapshot", cancellationToken);
        return JsonText.EmptyObject;
    }

    public Task<Box> RestoreAsync(string boxId, BoxRequest request, JsonText snapshot, CancellationToken cancellationToken) =>
        ReplaceAsync(boxId, request, "restore", cancellationToken);

    public async Task<bool?> CheckGoalAsync(string boxId, TaskDefinition task, string? finishMessage, CancellationToken cancellationToken)
    {
        await ReachAsync(boxId, $"check {task.TaskId}", cancellationToken);
        return true;
    }

    public async Task<Uri> LiveViewAsync(string boxId, TimeSpan duration, CancellationToken cancellationToken)
    {
        await ReachAsync(boxId, $"live view {duration.TotalSeconds}", cancellationToken);
        return new Uri($"https://live.example/{boxId}");
    }

    private async Task<Box> ReplaceAsync(string boxId, BoxRequest request, string call, CancellationToken cancellationToken)
    {
        await BeginAsync(boxId, call, cancellationToken);
        if (!ReplacesOnReset && Boxes.ContainsKey(boxId))
        {
            return BoxOf(boxId);
        }

        Boxes.TryRemove(boxId, out _);
        return BoxOf(Boxes.FirstOrDefault(box => box.Value == request.Label).Key ?? Add(request.Label));
    }

    private Box BoxOf(string id) => new(id, "running", Boxes.GetValueOrDefault(id), Screen, null);

    private async Task ReachAsync(string boxId, string call, CancellationToken cancellationToken)
    {
        await BeginAsync(boxId, call, cancellationToken);
        if (!Boxes.ContainsKey(boxId))
        {
            throw new DeviceLostException(boxId, "the provider does not know it");
        }
    }

    private async Task BeginAsync(string boxId, string call, CancellationToken cancellationToken)
    {
        Calls.Enqueue((boxId, call));
        if (Before is { } before)
        {
            await before(boxId, call).WaitAsync(cancellationToken);
        }
    }
}
