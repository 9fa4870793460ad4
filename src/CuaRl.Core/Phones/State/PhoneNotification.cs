namespace CuaRl.Core.Phones.State;

/// <summary>A notification in the shade.</summary>
/// <param name="Id">Its number; none is used twice.</param>
/// <param name="Package">The app that it is from.</param>
/// <param name="Title">What it says first.</param>
/// <param name="Text">What it says then.</param>
internal sealed record PhoneNotification(int Id, string Package, string Title, string Text);
