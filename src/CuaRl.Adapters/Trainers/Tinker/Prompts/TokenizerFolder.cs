using System.Collections.Concurrent;
using CuaRl.Adapters.Trainers.Tinker.Calls;
using CuaRl.Core.Prompts.Styles;
using CuaRl.Core.Prompts.Tokens;

namespace CuaRl.Adapters.Trainers.Tinker.Prompts;

/// <summary>The tokenizers of models: those in a folder, each in a folder of the model's name, and that of bytes.</summary>
internal sealed class TokenizerFolder(string? folder)
{
    private readonly ConcurrentDictionary<string, ITokenizer> _read = new(StringComparer.Ordinal);

    /// <summary>What is missing to prompt a model in a style, as a sentence; null when nothing is.</summary>
    public static string? Problem(string? folder, IPromptStyle style, string model) =>
        style.IsOfBytes ? null
        : folder is null
            ? $"the tokenizer of {model} is needed: set {TinkerOptions.TokenizersVariable} to a folder that holds {model}/{BytePairFile.Name}"
        : !IsName(model) ? $"'{model}' is no name of a folder in {TinkerOptions.TokenizersVariable}"
        : !File.Exists(PathOf(folder, model)) ? $"the tokenizer of {model} is needed: put it at {PathOf(folder, model)}"
        : null;

    /// <exception cref="TrainerRefusedException">There is none, or it cannot be used.</exception>
    public ITokenizer Find(IPromptStyle style, string model)
    {
        if (style.IsOfBytes)
        {
            return new ByteTokenizer();
        }

        if (Problem(folder, style, model) is { } problem)
        {
            throw TinkerErrors.Refused(problem);
        }

        var path = PathOf(folder!, model);
        try
        {
            return _read.GetOrAdd(path, static path => BytePairFile.Read(File.ReadAllBytes(path)));
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
        {
            throw TinkerErrors.Refused($"the tokenizer at {path} cannot be used: {error.Message.TrimEnd('.')}", error);
        }
    }

    private static string PathOf(string folder, string model) => Path.Combine(folder, model, BytePairFile.Name);

    private static bool IsName(string model) =>
        !Path.IsPathRooted(model) && model.Split('/').All(part => part.Length > 0 && part is not ("." or ".."));
}
