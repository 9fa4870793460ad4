using CuaRl.Core.Devices;

namespace CuaRl.Core.Prompts.Styles;

/// <summary>What a family of models is told: a renderer, as configurations call it.</summary>
public interface IPromptStyle
{
    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>Whether its models' tokens are bytes, so that no vocabulary is needed.</summary>
    bool IsOfBytes { get; }

    /// <summary>Whether the elements of a screen are written beside its picture.</summary>
    bool ShowsElements { get; }

    /// <summary>The tool format that its models answer in, by the name that parsers know.</summary>
    /// <param name="boxType">The kind of device.</param>
    string FormatOf(string boxType);

    /// <summary>What a model is told first: what it is for and which tools it has.</summary>
    /// <param name="boxType">The kind of device.</param>
    string System(string boxType);

    /// <summary>How many positions a picture takes in a model's input.</summary>
    int PositionsOf(ScreenSize picture);
}
