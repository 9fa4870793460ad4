namespace Orleans.Configuration;

/// <summary>Calls made by the client of a test cluster.</summary>
public class ClientMessagingOptions : MessagingOptions;
