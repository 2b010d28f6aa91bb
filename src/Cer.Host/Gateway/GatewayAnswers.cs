namespace Cer.Host.Gateway;

/// <summary>The answers of the gateway, by meaning.</summary>
/// <remarks>
/// Codes 00 to 03 and 08, their messages and the text of a repeated push are those of SCPS Communication 2.0 as senders
/// rely on them. Its failure codes are not public: ours run from 50 up (ADR 0050).
/// </remarks>
internal static class GatewayAnswers
{
    public static GatewayAnswer Successful => new("00", "Successful");

    public static GatewayAnswer AlreadyExists => PushFailed("50", "UrbanDataset already exists");

    public static GatewayAnswer NoCall =>
        new("58", "Not Found") { Detail = "Found no such call, expected one of the UrbanDatasetGateway, such as push." };

    /// <summary>What a request for datasets begins with; the datasets come behind it.</summary>
    public static GatewayAnswer Found => new("03", "Request-Response Successful");

    public static GatewayAnswer Deleted => new("08", "Delete Successful");

    public static GatewayAnswer ForeignRequest => new("54", "Request-Response Failed")
    {
        Detail = "resource_id: found one of another collaboration, expected one of this account",
    };

    public static GatewayAnswer NothingFound => new("60", "Request-Response Failed")
    {
        Detail = "Found no such UrbanDataset, expected one that this account pushed and did not delete.",
    };

    public static GatewayAnswer LoggedIn(string token) => new("01", "Authentication Successful") { Token = token };

    public static GatewayAnswer Alive(string username) => Successful with { Username = username };

    /// <summary>At least one line was stored; the detail names those that were not, or is empty.</summary>
    public static GatewayAnswer Pushed(string detail) => new("02", "Push Successful") { Detail = detail };

    public static GatewayAnswer LoginRefused(string detail) => new("51", "Authentication Failed") { Detail = detail };

    public static GatewayAnswer NotLoggedIn(string detail) => new("52", "Authentication Required") { Detail = detail };

    /// <summary>Too many log-ins, or more than one account may send: Retry-After says when to come again.</summary>
    public static GatewayAnswer TooMany(string detail) => new("53", "Too Many Requests") { Detail = detail };

    /// <summary>The resource id belongs to somebody else.</summary>
    public static GatewayAnswer Foreign(string detail) => PushFailed("54", detail);

    /// <summary>Nothing of the message is stored: sent again as it is, it would be refused again.</summary>
    public static GatewayAnswer Refused(string detail) => PushFailed("55", detail);

    /// <summary>No line is stored, but at least one waits for a person to decide.</summary>
    public static GatewayAnswer KeptApart(string detail) => PushFailed("56", detail);

    /// <summary>The body is too large, too slow, or not of the call's form.</summary>
    public static GatewayAnswer BadBody(string detail) => new("57", "Bad Request") { Detail = detail };

    /// <summary>Our own fault: the sender should try again later.</summary>
    public static GatewayAnswer NotAvailable(string detail) => new("59", "Not Available") { Detail = detail };

    private static GatewayAnswer PushFailed(string code, string detail) => new(code, "Push Failed") { Detail = detail };
}
