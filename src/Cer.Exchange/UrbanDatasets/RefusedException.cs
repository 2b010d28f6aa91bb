namespace Cer.Exchange.UrbanDatasets;

/// <summary>Ends the reading of a message; never leaves this room.</summary>
internal sealed class RefusedException(string reason) : Exception(reason);
