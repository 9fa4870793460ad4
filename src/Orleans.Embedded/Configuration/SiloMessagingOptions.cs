namespace Orleans.Configuration;

/// <summary>Calls made by grains and by the client inside the silo's process.</summary>
public class SiloMessagingOptions : MessagingOptions;
