namespace CuaRl.Core.Phones.Screens;

/// <summary>What an element of the simulated phone's screen is, and so how it looks.</summary>
public enum ElementRole
{
    /// <summary>A surface that others lie on: a page, sheet, dialog or card. It has no text.</summary>
    Surface,

    /// <summary>The bar at the top with clock and battery; its text is the clock's.</summary>
    StatusBar,

    /// <summary>The title of a page or dialog.</summary>
    Title,

    /// <summary>The heading of a part of a page.</summary>
    Heading,

    /// <summary>Plain text.</summary>
    Text,

    /// <summary>A button with a word on it.</summary>
    Button,

    /// <summary>A button that is an icon; its text is what it is called.</summary>
    IconButton,

    /// <summary>A row of a list: its text, and its detail below in small print.</summary>
    Row,

    /// <summary>A row with a switch at its end, which its state shows.</summary>
    Switch,

    /// <summary>A row with a mark of choice, which its state shows.</summary>
    Radio,

    /// <summary>A slider; its level is where it stands.</summary>
    Slider,

    /// <summary>A field for text; its text is what was typed, its detail what is wanted.</summary>
    TextField,

    /// <summary>A tile of the quick settings, which its state shows.</summary>
    Tile,

    /// <summary>An app's icon with its name.</summary>
    AppIcon,

    /// <summary>A notification: its text, and its detail below.</summary>
    Notification,

    /// <summary>A picture in a page; its text is what it shows.</summary>
    Image,

    /// <summary>A word that leads somewhere.</summary>
    Link,

    /// <summary>The keyboard, as a whole.</summary>
    Keyboard,

    /// <summary>A short message that is over everything.</summary>
    Toast,

    /// <summary>The bar at the bottom by which one goes back and home.</summary>
    NavigationBar,
}
