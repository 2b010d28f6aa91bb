namespace Cer.Messaging.HomeAssistant;

/// <summary>Where a Home Assistant is, who we are there, and what is agreed.</summary>
/// <remarks>
/// Source: the add-on documentation of Home Assistant: an add-on finds its token in the environment and reaches Core through
/// the Supervisor; everybody else has an address and a long-lived token.
/// </remarks>
public sealed record HomeOptions
{
    /// <summary>The variable by which the Supervisor hands an add-on its token.</summary>
    public const string SupervisorToken = "SUPERVISOR_TOKEN";

    /// <summary>The variable that names another place for the Supervisor than the one it has in every container.</summary>
    public const string SupervisorAddress = "CER_ADDON_SUPERVISOR";

    /// <summary>The address below which the REST routes are, with its slash: <c>…/api/</c>.</summary>
    public required Uri RestBase { get; init; }

    public required Uri Socket { get; init; }

    public required string Token { get; init; }

    /// <summary>The Supervisor's own interface, with its slash; null without one.</summary>
    public Uri? Supervisor { get; init; }

    /// <summary>The shortest wait before a connection is tried again; the first is between one and two of it.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest; a failing connection is tried again after three quarters to the whole of it.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(80);

    /// <summary>
    /// How long nothing is tried after the token was refused: every try is a failed login that its owner is told.
    /// </summary>
    public TimeSpan UnauthorisedPause { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long it may take to connect, or to answer.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a REST call may take: through the Supervisor up to 300 seconds.</summary>
    public TimeSpan RestAnswer { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>After so long without a message the other side is asked whether it is there.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Events that wait for one consumer; beyond it the oldest is dropped, and counted.</summary>
    public int MostQueued { get; init; } = 4096;

    /// <summary>Bytes of events that wait for one consumer; beyond it the oldest is dropped, and counted.</summary>
    public long MostQueuedBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The longest message or answer that is taken.</summary>
    public int MostBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>What the environment says, and what people set where it says nothing.</summary>
    /// <returns>Null: no Home Assistant.</returns>
    /// <exception cref="FormatException">The address is none, or the token lacks.</exception>
    public static HomeOptions? From(IReadOnlyDictionary<string, string?> environment, Uri? url, string? token)
    {
        if (environment.TryGetValue(SupervisorToken, out var given) && !string.IsNullOrWhiteSpace(given))
        {
            var place = environment.GetValueOrDefault(SupervisorAddress) is { Length: > 0 } other ? other : "http://supervisor/";
            return BehindSupervisor(new(place), given.Trim());
        }

        return url is null ? null : At(url, token);
    }

    /// <summary>Core reached directly.</summary>
    /// <exception cref="FormatException">The address is none, or the token lacks.</exception>
    public static HomeOptions At(Uri url, string? token)
    {
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https") || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            throw new FormatException(
                "Found another address of Home Assistant, expected one such as http://homeassistant.local:8123.");
        }

        if (string.IsNullOrWhiteSpace(token))
            throw new FormatException("Found no token of Home Assistant, expected a long-lived access token of a user's profile.");
        var root = url.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return new()
        {
            RestBase = new($"{root}/api/"),
            Socket = new($"ws{root[4..]}/api/websocket"),
            Token = token.Trim(),
        };
    }

    /// <summary>Core reached through the Supervisor, which has the same token for both ways.</summary>
    public static HomeOptions BehindSupervisor(Uri supervisor, string token) => new()
    {
        RestBase = new(supervisor, "core/api/"),
        Socket = new UriBuilder(new Uri(supervisor, "core/websocket")) { Scheme = "ws" }.Uri,
        Token = token,
        Supervisor = supervisor,
    };

    /// <summary>Without the token, which must not reach a log.</summary>
    public override string ToString() => $"Home Assistant at {RestBase.Authority}";
}
