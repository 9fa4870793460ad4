using System.Collections.Immutable;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Policies;

/// <summary>What all candidates of a decision have in common.</summary>
internal readonly ref struct Scene
{
    private const int MostVisits = 3;

    public Scene(TaskText task, EpisodeHistory history, ImmutableArray<ScreenElement> screen, ScreenWords words)
    {
        (Task, Elements, Words) = (task, screen, words);
        (PreviousKind, PreviousPart) = (history.Previous, history.PreviousPart);
        PreviousText = history.PreviousText.Length > 0 ? FeatureHash.OfText(history.PreviousText) : 0;
        Previous = FeatureHash.Cross((ulong)(history.Previous ?? 0), PreviousText, (ulong)PreviousPart);
        Past = FeatureHash.Cross((ulong)(history.Previous ?? 0), ScreenWords.Cover(history.PreviousText, task));
        var content = ScreenNumber.Of(screen);
        HasChanged = content != history.PreviousScreen;
        Visits = (ulong)Math.Min(MostVisits, history.Visits(content)) + (HasChanged ? 0UL : 8);
        var (roles, title, previousState) = (0UL, 0UL, 0UL);
        for (var i = 0; i < screen.Length; i++)
        {
            var element = screen[i];
            roles |= 1UL << (int)element.Role;
            if (element.Role == ElementRole.Title)
            {
                title = words.Label(i);
            }

            if ((element.State & ElementState.Focused) != 0)
            {
                (Field, Hint) = (element.Text.Length == 0 ? 1UL : 2, FeatureHash.OfText(element.Detail ?? ""));
            }

            IsScrollable |= (element.State & ElementState.Scrollable) != 0;
            if (PreviousText != 0 && words.Label(i) == PreviousText)
            {
                previousState = Look(element);
            }
        }

        Screen = title != 0 ? FeatureHash.Cross(title, Field) : FeatureHash.Cross(roles & SceneRoles, Field + 4);
        State = FeatureHash.Cross(Previous, previousState, HasChanged ? 1UL : 2);
    }

    public TaskText Task { get; }

    public ImmutableArray<ScreenElement> Elements { get; }

    public ScreenWords Words { get; }

    /// <summary>The number of the page, by its title or, without one, by what kinds of things are on it.</summary>
    public ulong Screen { get; }

    /// <summary>How often all that is here was here before, and whether the action before changed nothing.</summary>
    public ulong Visits { get; }

    public bool HasChanged { get; }

    /// <summary>The number of the action before.</summary>
    public ulong Previous { get; }

    public CandidateKind? PreviousKind { get; }

    public ulong PreviousText { get; }

    public int PreviousPart { get; }

    /// <summary>The number of the action before, of how what it was about looks now, and of whether it changed anything.</summary>
    public ulong State { get; }

    /// <summary>The number of the kind of the action before, and of how much of what it was about the task says.</summary>
    public ulong Past { get; }

    /// <summary>Whether something goes on beyond its bounds.</summary>
    public bool IsScrollable { get; }

    /// <summary>0 without a focus, 1 with one on an empty field, else 2.</summary>
    public ulong Field { get; }

    /// <summary>The number of what is wanted in the field with the focus.</summary>
    public ulong Hint { get; }

    private static ulong SceneRoles { get; } = Bit(ElementRole.AppIcon) | Bit(ElementRole.Tile) | Bit(ElementRole.Notification)
        | Bit(ElementRole.TextField) | Bit(ElementRole.Image) | Bit(ElementRole.Link);

    /// <summary>How an element looks: what it is, whether it is on, and where it stands.</summary>
    public static ulong Look(ScreenElement element) => 1 + (ulong)element.Role
        + ((element.State & ElementState.Checked) != 0 ? 64UL : 0)
        + (element.Level is { } level ? (level <= 0 ? 1UL : level >= 1 ? 3UL : 2UL) << 8 : 0);

    private static ulong Bit(ElementRole role) => 1UL << (int)role;
}
