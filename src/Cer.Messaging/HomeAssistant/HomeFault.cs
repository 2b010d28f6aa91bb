namespace Cer.Messaging.HomeAssistant;

/// <summary>Home Assistant did not do what it was asked: it refused, or it is not there.</summary>
/// <remarks>
/// The code is Core's own word where Core spoke (<c>not_found</c>, <c>unknown_command</c>, …), else one of those below.
/// </remarks>
public sealed class HomeFault(string code, string message, Exception? cause = null) : IOException(message, cause)
{
    /// <summary>The connection ended, or there is none: what was asked may have been done or not.</summary>
    public const string ConnectionLost = "connection_lost";

    /// <summary>The token is refused. Asking again does not help, and tells its owner of a failed login.</summary>
    public const string Unauthorised = "unauthorised";

    /// <summary>No answer came in time.</summary>
    public const string Timeout = "timeout";

    /// <summary>Core is starting or stopped: the Supervisor answers in its place.</summary>
    public const string NotReady = "not_ready";

    /// <summary>What came cannot be understood, or is too long.</summary>
    public const string BadAnswer = "bad_answer";

    /// <summary>Core's word for a call that it cannot read.</summary>
    public const string InvalidFormat = "invalid_format";

    /// <summary>
    /// Core's word for a command it does not know: an older one, or one whose integration is not loaded (yet).
    /// </summary>
    public const string UnknownCommand = "unknown_command";

    /// <summary>Core's word for what is not there.</summary>
    public const string NotFound = "not_found";

    public string Code { get; } = code;

    /// <summary>Whether the same question may get another answer later, without anybody doing something.</summary>
    public bool IsPassing => Code is ConnectionLost or Timeout or NotReady;
}
