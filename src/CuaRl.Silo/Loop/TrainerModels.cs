using CuaRl.Core.Loop.Configuration;
using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Loop;

/// <summary>What a trainer is told of a training.</summary>
internal static class TrainerModels
{
    public static TrainerModel Of(string trainingId, LoopConfiguration settings) =>
        new(trainingId, settings.ModelName, settings.LoraRank, settings.Seed)
        {
            Address = settings.BaseUrl,
            Prompt = new TrainerPrompt
            {
                Renderer = settings.RendererName,
                Tokenizer = settings.TokenizerModelName,
                MaxTokens = settings.MaxTokens,
                BoxType = settings.BoxType,
            },
        };
}
