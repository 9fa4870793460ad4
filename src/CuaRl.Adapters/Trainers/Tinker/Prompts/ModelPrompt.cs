using CuaRl.Core.Devices;
using CuaRl.Core.Prompts;
using CuaRl.Core.Prompts.Styles;
using CuaRl.Core.Prompts.Tokens;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Trainers.Tinker.Prompts;

/// <summary>How a model of a training is prompted: its style, its tokenizer, and the kind of device.</summary>
internal sealed class ModelPrompt(IPromptStyle style, ITokenizer tokenizer, TrainerPrompt settings)
{
    public IPromptStyle Style => style;

    public string BoxType => settings.BoxType;

    public int MaxTokens => settings.MaxTokens;

    public string Format { get; } = style.FormatOf(settings.BoxType);

    public ChatTemplate Template { get; } = new(
        tokenizer, picture => style.PositionsOf(new ScreenSize(picture.Width, picture.Height)));
}
