using System.Text.Json;

namespace CuaRl.Adapters.Devices.Emulator;

/// <summary>Every box that the emulator ever made, for whoever looks for leaks.</summary>
/// <param name="Created">How many were made.</param>
/// <param name="Live">How many are there.</param>
/// <param name="Terminated">How many were ended by a request.</param>
/// <param name="Expired">How many ended because their time was up.</param>
/// <param name="Vanished">How many ended by a fault.</param>
/// <param name="Boxes">The boxes, in the order of their making.</param>
public sealed record EmulatorAudit(
    int Created, int Live, int Terminated, int Expired, int Vanished, IReadOnlyList<EmulatorAuditBox> Boxes);

/// <param name="Id">Its id.</param>
/// <param name="Type"><c>android</c> or <c>linux</c>.</param>
/// <param name="Ended">How it ended, <c>terminated</c>, <c>expired</c> or <c>vanished</c>; null while it is there.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When its time is up.</param>
/// <param name="Actions">How often each action was carried out on it.</param>
public sealed record EmulatorAuditBox(
    string Id,
    string Type,
    string? Ended,
    JsonElement? Labels,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    IReadOnlyDictionary<string, int> Actions);
