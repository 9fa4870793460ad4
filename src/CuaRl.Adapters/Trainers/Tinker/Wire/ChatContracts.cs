namespace CuaRl.Adapters.Trainers.Tinker.Wire;

/// <summary>A question to the OpenAI-compatible route.</summary>
internal sealed record ChatRequest(string Model, IReadOnlyList<ChatMessage> Messages, int MaxTokens, double Temperature, int Seed);

internal sealed record ChatMessage(string Role, IReadOnlyList<ChatPart> Content);

/// <summary>A part of a message: words, or a picture by an address that holds all of it.</summary>
internal sealed record ChatPart(string Type)
{
    public string? Text { get; init; }

    public ChatImage? ImageUrl { get; init; }
}

internal sealed record ChatImage(string Url);

internal sealed record ChatResponse(ChatChoice[] Choices);

internal sealed record ChatChoice(ChatAnswer Message);

internal sealed record ChatAnswer
{
    public string? Content { get; init; }
}
