using System.Collections.Immutable;

namespace CuaRl.Core.Devices.Formats;

/// <summary>A call of a model, understood.</summary>
public abstract record ParsedCall
{
    private ParsedCall()
    {
    }

    /// <summary>The id that the result of the call has to name; null where the model gave none.</summary>
    public string? Id { get; init; }

    /// <summary>The tool as the model named it; null when it named none.</summary>
    public string? Tool { get; init; }

    /// <summary>
    /// The arguments as the model wrote them, JSON, for the record; null when the call itself cannot be read.
    /// </summary>
    public string? Arguments { get; init; }

    /// <summary>Something to do.</summary>
    /// <param name="Actions">One after the other, at least one: text for a certain field is a tap and then the text.</param>
    public sealed record Act(ImmutableArray<ScreenAction> Actions) : ParsedCall
    {
        public bool Equals(Act? other) => base.Equals(other) && Actions.AsSpan().SequenceEqual(other.Actions.AsSpan());

        public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), Actions.Length);
    }

    /// <summary>
    /// Something to do to elements that are named in words only: a grounding model has to say where they are.
    /// </summary>
    public sealed record NeedsGrounding : ParsedCall
    {
        private readonly ScreenSize _screen;
        private readonly Func<ImmutableArray<ScreenPoint>, ImmutableArray<ScreenAction>> _complete;

        /// <summary>Something to do once its elements are found.</summary>
        /// <param name="elements">What each is, as a sentence.</param>
        /// <param name="screen">The size of the screen on which they are.</param>
        /// <param name="complete">The actions, from a pixel of each element in their order.</param>
        public NeedsGrounding(
            ImmutableArray<string> elements,
            ScreenSize screen,
            Func<ImmutableArray<ScreenPoint>, ImmutableArray<ScreenAction>> complete) =>
            (Elements, _screen, _complete) = (elements, screen, complete);

        /// <summary>What each is, as a sentence.</summary>
        public ImmutableArray<string> Elements { get; }

        /// <summary>The call with its elements found.</summary>
        /// <param name="points">The pixel of each element in the order of <see cref="Elements"/>; null for one not found.</param>
        /// <returns>The actions, or an error that names the element which is not on the screen.</returns>
        /// <exception cref="ArgumentException">There is not one point for each element.</exception>
        public ParsedCall Ground(IReadOnlyList<ScreenPoint?> points)
        {
            if (points.Count != Elements.Length)
            {
                throw new ArgumentException($"{points.Count} points for {Elements.Length} elements", nameof(points));
            }

            var found = points.Select(point => point is { } pixel && _screen.Contains(pixel) ? point : null).ToArray();
            var missing = Array.IndexOf(found, null);
            ParsedCall call = missing < 0
                ? new Act(_complete([.. found.Select(point => point!.Value)]))
                : new Error(CallFault.ToolArgument, $"not found on the screen: {Elements[missing]}", IsCounted: false);
            return call with { Id = Id, Tool = Tool, Arguments = Arguments };
        }

        /// <summary>The call with its elements found.</summary>
        /// <param name="find">Gives the pixel of the element that a sentence describes; null for one not found.</param>
        public ParsedCall Ground(Func<string, ScreenPoint?> find) => Ground([.. Elements.Select(find)]);
    }

    /// <summary>The model says that it is done.</summary>
    /// <param name="IsSuccess">What it thinks of it itself: a claim, never a verdict.</param>
    /// <param name="Message">What it says; empty for nothing.</param>
    public sealed record Finish(bool IsSuccess, string Message) : ParsedCall;

    /// <summary>The model wants to look.</summary>
    /// <param name="Region">A part of the screen, to be shown larger; null for the whole.</param>
    public sealed record Screenshot(ScreenBounds? Region = null) : ParsedCall;

    /// <summary>A call that cannot be carried out.</summary>
    /// <param name="Fault">The kind.</param>
    /// <param name="Message">What is wrong with it, for the model to read.</param>
    /// <param name="IsCounted">
    /// Whether it counts against the model. As in cua_rl, a value that is refused does not: the model is told, no more.
    /// </param>
    public sealed record Error(CallFault Fault, string Message, bool IsCounted = true) : ParsedCall;

    /// <summary>The answer holds no call. As in cua_rl the model is told, and nothing is counted.</summary>
    /// <param name="Message">What to do instead, for the model to read.</param>
    public sealed record Missing(string Message) : ParsedCall;
}
