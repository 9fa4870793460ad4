using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using CuaRl.Adapters.Devices.GBox;
using CuaRl.Adapters.Devices.GBox.Wire;
using CuaRl.Core.Devices;
using CuaRl.Core.Tasks;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Devices.Emulator;

/// <summary>The boxes of the emulator, each a device of a driver, with the life that GBox gives them.</summary>
/// <remarks>Unlike our drivers, and like GBox, it makes a box for every call.</remarks>
internal sealed class EmulatedBoxes(IDeviceDriver driver, TimeProvider time, IIdGenerator ids)
{
    public const string Terminated = "terminated";
    public const string Vanished = "vanished";

    private const string Expired = "expired";
    public const string Owner = "gbox-emulator";

    private readonly Lock _gate = new();
    private readonly List<EmulatedBox> _boxes = [];
    private readonly Dictionary<string, EmulatedBox> _byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, JsonText> _snapshots = new(StringComparer.Ordinal);

    public IDeviceDriver Driver => driver;

    public DateTimeOffset Now => time.GetUtcNow();

    public async Task<EmulatedBox> CreateAsync(string type, GBoxCreate body, TimeSpan pending, CancellationToken cancellationToken)
    {
        var id = ids.NewId();
        var request = new BoxRequest(new BoxLabel(Owner, Owner, id, 1), TimeSpan.FromDays(1), TimeSpan.FromMinutes(1), Config: null);
        var box = await driver.CreateAsync(request, cancellationToken);
        box = await ReadyAsync(box, request, body.Config, cancellationToken);
        var made = new EmulatedBox(id, type, body.Config, Now, pending)
        {
            DriverId = box.Id,
            Screen = box.Screen ?? (await driver.ScreenshotAsync(box.Id, cancellationToken)).Size,
        };
        lock (_gate)
        {
            _boxes.Add(made);
            _byId.Add(id, made);
        }

        return made;
    }

    /// <summary>A box that was ever made; null for none.</summary>
    public async Task<EmulatedBox?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await ExpireAsync(cancellationToken);
        lock (_gate)
        {
            // One that vanished is as if it had never been.
            return _byId.GetValueOrDefault(id) is { } box && box.Ended != Vanished ? box : null;
        }
    }

    /// <summary>A box that runs, for a use of it; null for none.</summary>
    public async Task<EmulatedBox?> UseAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } box)
        {
            return null;
        }

        lock (_gate)
        {
            if (box.Status(Now) != GBoxBox.Running)
            {
                return null;
            }

            box.Use(Now);
            return box;
        }
    }

    /// <summary>Notes that an action was carried out.</summary>
    public void Count(EmulatedBox box, string action)
    {
        lock (_gate)
        {
            box.Count(action);
        }
    }

    public async Task EndAsync(string id, string how, CancellationToken cancellationToken)
    {
        EmulatedBox? box;
        lock (_gate)
        {
            box = _byId.GetValueOrDefault(id);
            if (box is null || box.Ended is not null)
            {
                return;
            }

            box.Ended = how;
        }

        await driver.TerminateAsync(box.DriverId, cancellationToken);
    }

    public async Task<IReadOnlyList<GBoxBox>> ListAsync(Func<EmulatedBox, bool> isWanted, CancellationToken cancellationToken)
    {
        await ExpireAsync(cancellationToken);
        lock (_gate)
        {
            return [.. _boxes.Where(box => box.Ended != Vanished && isWanted(box)).Select(box => box.Describe(Now))];
        }
    }

    public async Task<EmulatorAudit> AuditAsync(CancellationToken cancellationToken)
    {
        await ExpireAsync(cancellationToken);
        lock (_gate)
        {
            int Ended(string? how) => _boxes.Count(box => box.Ended == how);
            return new EmulatorAudit(
                _boxes.Count, Ended(null), Ended(Terminated), Ended(Expired), Ended(Vanished), [.. _boxes.Select(box => box.Audit())]);
        }
    }

    /// <summary>Keeps a box as it is; false when the name is taken.</summary>
    public async Task<bool> KeepAsync(EmulatedBox box, string name, CancellationToken cancellationToken) =>
        _snapshots.TryAdd(name, await driver.SnapshotAsync(box.DriverId, cancellationToken));

    public bool IsKept(string name) => _snapshots.ContainsKey(name);

    private async Task<Box> ReadyAsync(Box box, BoxRequest request, GBoxCreateConfig? config, CancellationToken cancellationToken)
    {
        if (config?.SnapshotName is { } name)
        {
            return await driver.RestoreAsync(
                box.Id, request, _snapshots.GetValueOrDefault(name) ?? throw new FormatException($"there is no snapshot '{name}'"),
                cancellationToken);
        }

        if (!ulong.TryParse(
            Env(config, GBoxBoxSettings.SeedVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
        {
            return box;
        }

        var task = Env(config, GBoxBoxSettings.TaskVariable) is { } id ? DemoTasks.Find(id) : null;
        return await driver.ResetAsync(
            box.Id, request, new BoxReset(task is null ? null : Definition(task), seed), cancellationToken);
    }

    private static TaskDefinition Definition(CuaTask task) => new()
    {
        TaskId = task.Id,
        Name = task.Name,
        Description = task.Description,
        ValidationQuery = task.ValidationQuery,
        ExpectedResult = task.ExpectedResult is { } expected ? JsonText.Parse(expected) : null,
    };

    private async Task ExpireAsync(CancellationToken cancellationToken)
    {
        EmulatedBox[] due;
        lock (_gate)
        {
            due = [.. _boxes.Where(box => box.Ended is null && box.ExpiresAt <= Now)];
        }

        foreach (var box in due)
        {
            await EndAsync(box.Id, Expired, cancellationToken);
        }
    }

    private static string? Env(GBoxCreateConfig? config, string name) =>
        config?.Envs is { ValueKind: JsonValueKind.Object } envs && envs.TryGetProperty(name, out var value)
            ? value.ToString()
            : null;
}
