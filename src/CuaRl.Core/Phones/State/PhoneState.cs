using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.State;

/// <summary>The whole of the simulated phone: what it shows and answers follows from this and nothing else.</summary>
internal sealed partial record PhoneState
{
    /// <summary>What wording, order and accent follow from.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public required ulong Seed { get; init; }

    /// <summary>By namespace and key, as <see cref="PhoneSetting.Name"/> joins them.</summary>
    public required ImmutableSortedDictionary<string, string> Settings { get; init => field = value.WithComparers(StringComparer.Ordinal); }

    /// <summary>What is installed, in the order in which it came.</summary>
    public required ImmutableArray<PhoneApp> Apps { get; init; }

    /// <summary>The icons of the home screen's pages, each by its package.</summary>
    public required ImmutableArray<ImmutableArray<string>> Home { get; init; }

    /// <summary>By path.</summary>
    public required ImmutableSortedDictionary<string, PhoneFile> Files { get; init => field = value.WithComparers(StringComparer.Ordinal); }

    /// <summary>The newest first.</summary>
    public required ImmutableArray<PhoneNotification> Notifications { get; init; }

    /// <summary>The number of the next notification.</summary>
    public required int NextNotification { get; init; }

    /// <summary>The apps in use, the launcher among them; the one in front first.</summary>
    public required ImmutableArray<AppTask> Tasks { get; init; }

    /// <summary>The notification shade or the quick settings, if one is pulled down.</summary>
    public OpenPage? Shade { get; init; }

    /// <summary>A short message over everything, until the next action.</summary>
    public string? Toast { get; init; }

    /// <summary>The screen is off.</summary>
    public bool IsAsleep { get; init; }

    /// <summary>The time of day, in milliseconds; only waiting lets it pass.</summary>
    public required long Clock { get; init; }

    /// <summary>How full the battery is, in percent.</summary>
    public required int Battery { get; init; }

    /// <summary>How this phone says it.</summary>
    public string Say(Word word) => word.On(Seed);
}
