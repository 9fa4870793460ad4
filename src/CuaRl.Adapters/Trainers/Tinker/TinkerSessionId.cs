namespace CuaRl.Adapters.Trainers.Tinker;

/// <summary>What a model in training is found again by: the server's session, and its model in it.</summary>
/// <param name="Session">The session.</param>
/// <param name="Model">The model.</param>
internal sealed record TinkerSessionId(string Session, string Model)
{
    /// <summary>Ids of servers hold colons, dashes and underscores.</summary>
    private const char Between = '|';

    public override string ToString() => $"{Session}{Between}{Model}";

    /// <summary>Reads what was written; null for something else, which no session of this trainer is.</summary>
    public static TinkerSessionId? Find(string text) =>
        text.Split(Between, 2) is [{ Length: > 0 } session, { Length: > 0 } model] ? new TinkerSessionId(session, model) : null;
}
