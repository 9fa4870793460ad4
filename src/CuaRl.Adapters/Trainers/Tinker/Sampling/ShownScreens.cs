using System.Collections.Immutable;
using System.Text;
using CuaRl.Adapters.Trainers.Embedded.Screens;
using CuaRl.Core.Prompts;
using CuaRl.Core.Prompts.Styles;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Trainers.Tinker.Sampling;

/// <summary>Screens as messages to a model.</summary>
internal static class ShownScreens
{
    private const string Png = "image/png";

    /// <summary>The messages of a turn, counted from 1.</summary>
    public static ImmutableArray<PromptMessage> Messages(
        IPromptStyle style, string boxType, string task, int turn, string? notice, AgentView view)
    {
        var picture = new PromptPart.Picture(view.Sha256, view.MediaType == Png ? "png" : "jpeg", view.Size.Width, view.Size.Height);
        var elements = style.ShowsElements ? Encoding.UTF8.GetString(StoredScreen.Of(view.Size, view.Elements).Write()) : null;
        return turn == 1 ? PromptTurns.First(style, boxType, task, picture, elements) : PromptTurns.Next(turn, notice, picture, elements);
    }
}
