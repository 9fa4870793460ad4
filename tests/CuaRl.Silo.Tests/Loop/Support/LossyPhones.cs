using System.Collections.Concurrent;
using CuaRl.Core.Devices;
using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Tests.Loop.Support;

/// <summary>Simulated phones of which some are lost in the midst of an action, as often as they are told to.</summary>
internal sealed class LossyPhones(IDeviceDriver phones) : IDeviceDriver
{
    private int _losses;
    private int _unrestored;
    private int _busy;
    private Exception? _refusal;

    public string BoxType => phones.BoxType;

    public DriverTraits Traits => phones.Traits;

    /// <summary>The snapshots that were taken.</summary>
    public ConcurrentBag<string> Snapshots { get; } = [];

    /// <summary>The next so many actions end their box instead.</summary>
    public void LoseNext(int losses) => Interlocked.Exchange(ref _losses, losses);

    /// <summary>The next so many boxes are lost when they are to be restored.</summary>
    public void LoseNextRestored(int losses) => Interlocked.Exchange(ref _unrestored, losses);

    /// <summary>The next box that is to be restored fails so, and is none the worse for it.</summary>
    public void FailNextRestored(Exception error) => Interlocked.Exchange(ref _refusal, error);

    /// <summary>The next so many looks at a screen are put off by half a minute.</summary>
    public void PutOffNext(int looks) => Interlocked.Exchange(ref _busy, looks);

    public async Task ActAsync(string boxId, ScreenAction action, CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref _losses) >= 0)
        {
            await phones.TerminateAsync(boxId, cancellationToken);
            throw new DeviceLostException(boxId, "it fell into the water");
        }

        await phones.ActAsync(boxId, action, cancellationToken);
    }

    public Task<Box> CreateAsync(BoxRequest request, CancellationToken cancellationToken) => phones.CreateAsync(request, cancellationToken);

    public Task<Box?> FindAsync(string boxId, CancellationToken cancellationToken) => phones.FindAsync(boxId, cancellationToken);

    public Task<IReadOnlyList<Box>> ListAsync(string pool, CancellationToken cancellationToken) => phones.ListAsync(pool, cancellationToken);

    public Task TerminateAsync(string boxId, CancellationToken cancellationToken) => phones.TerminateAsync(boxId, cancellationToken);

    public Task<BoxScreenshot> ScreenshotAsync(string boxId, CancellationToken cancellationToken) => Interlocked.Decrement(ref _busy) >= 0
        ? throw new DeviceUnavailableException(boxId, "its provider has too much to do", TimeSpan.FromSeconds(30))
        : phones.ScreenshotAsync(boxId, cancellationToken);

    public Task<ShellResult> RunAsync(string boxId, string command, TimeSpan timeout, CancellationToken cancellationToken) =>
        phones.RunAsync(boxId, command, timeout, cancellationToken);

    public Task InstallAppAsync(string boxId, string app, CancellationToken cancellationToken) =>
        phones.InstallAppAsync(boxId, app, cancellationToken);

    public Task OpenAppAsync(string boxId, string package, CancellationToken cancellationToken) =>
        phones.OpenAppAsync(boxId, package, cancellationToken);

    public Task<Box> ResetAsync(string boxId, BoxRequest request, BoxReset reset, CancellationToken cancellationToken) =>
        phones.ResetAsync(boxId, request, reset, cancellationToken);

    public async Task<JsonText> SnapshotAsync(string boxId, CancellationToken cancellationToken)
    {
        var snapshot = await phones.SnapshotAsync(boxId, cancellationToken);
        Snapshots.Add(snapshot.ToString());
        return snapshot;
    }

    public async Task<Box> RestoreAsync(string boxId, BoxRequest request, JsonText snapshot, CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref _unrestored) >= 0)
        {
            await phones.TerminateAsync(boxId, cancellationToken);
            throw new DeviceLostException(boxId, "it fell into the water");
        }

        return Interlocked.Exchange(ref _refusal, null) is { } refusal
            ? throw refusal
            : await phones.RestoreAsync(boxId, request, snapshot, cancellationToken);
    }

    public Task<bool?> CheckGoalAsync(string boxId, TaskDefinition task, string? finishMessage, CancellationToken cancellationToken) =>
        phones.CheckGoalAsync(boxId, task, finishMessage, cancellationToken);

    public Task<Uri> LiveViewAsync(string boxId, TimeSpan duration, CancellationToken cancellationToken) =>
        phones.LiveViewAsync(boxId, duration, cancellationToken);
}
