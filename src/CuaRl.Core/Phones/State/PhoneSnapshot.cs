using System.Text.Json;
using System.Text.Json.Serialization;
using CuaRl.Core.Phones.Pages;

namespace CuaRl.Core.Phones.State;

/// <summary>A phone as JSON.</summary>
/// <param name="Version">Of this shape, and of what follows from a seed.</param>
/// <param name="State">The phone.</param>
internal sealed record PhoneSnapshot(int Version, PhoneState State)
{
    private const int Current = 1;

    public static byte[] Write(PhoneState state) =>
        JsonSerializer.SerializeToUtf8Bytes(new PhoneSnapshot(Current, state), PhoneJson.Default.PhoneSnapshot);

    /// <exception cref="FormatException">It is no snapshot of a phone, or one of another version.</exception>
    public static PhoneState Read(ReadOnlySpan<byte> utf8)
    {
        PhoneSnapshot? snapshot;
        try
        {
            snapshot = JsonSerializer.Deserialize(utf8, PhoneJson.Default.PhoneSnapshot);
        }
        catch (JsonException error)
        {
            throw new FormatException($"snapshot: not that of a simulated phone: {error.Message}", error);
        }

        return snapshot switch
        {
            null => throw new FormatException("snapshot: not that of a simulated phone"),
            { Version: not Current } => throw new FormatException(
                $"snapshot: has version {snapshot.Version}, this phone reads version {Current}; start the phone anew"),
            _ => Whole(snapshot.State),
        };
    }

    private static PhoneState Whole(PhoneState? state)
    {
        if (state is null || state.Tasks.IsDefaultOrEmpty || state.Apps.IsDefault || state.Home.IsDefaultOrEmpty
            || state.Notifications.IsDefault || state.Files is null || state.Settings is null)
        {
            throw new FormatException("snapshot: a part of the phone is missing");
        }

        if (state.Tasks.Any(task => task.Pages.IsDefaultOrEmpty) || state.Home.Any(page => page.IsDefault))
        {
            throw new FormatException("snapshot: an app in use has no page");
        }

        var unknown = state.Tasks.SelectMany(task => task.Pages).Append(state.Top).FirstOrDefault(page => !PageCatalog.Has(page.Page));
        if (unknown is not null)
        {
            throw new FormatException($"snapshot: there is no page '{unknown.Page}'");
        }

        return state.Tasks.Any(task => PageCatalog.Of(task.Pages[0].Page).IsDialog)
            ? throw new FormatException("snapshot: a dialog lies over no page")
            : state;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PhoneSnapshot))]
internal sealed partial class PhoneJson : JsonSerializerContext;
