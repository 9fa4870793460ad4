using CuaRl.Core.Prompts.Styles;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Trainers.Tinker.Chat;

/// <summary>How a model is prompted whose server renders its prompts.</summary>
internal sealed class ChatPrompt(IPromptStyle style, TrainerPrompt settings)
{
    public IPromptStyle Style => style;

    public string BoxType => settings.BoxType;

    public int MaxTokens => settings.MaxTokens;

    public string Format { get; } = style.FormatOf(settings.BoxType);
}
