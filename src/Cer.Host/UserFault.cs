namespace Cer.Host;

/// <summary>Something that a person at the command line can mend; its message says how.</summary>
internal sealed class UserFault(string message) : Exception(message);
