using System.Text.Json.Serialization;

namespace Cer.Host.Gateway;

/// <summary>The body of every answer of the gateway; a member that a call does not have is left out.</summary>
internal sealed record GatewayAnswer(
    [property: JsonPropertyName("code")] string Code, [property: JsonPropertyName("message")] string Message)
{
    [JsonPropertyName("detail")]
    public string? Detail { get; init; }

    [JsonPropertyName("token")]
    public string? Token { get; init; }

    [JsonPropertyName("username")]
    public string? Username { get; init; }

    /// <summary>Sends it; anything but a success says so by its status as well, where clients read that.</summary>
    public IResult With(int status = StatusCodes.Status200OK) =>
        TypedResults.Json(this, GatewayJson.Default.GatewayAnswer, statusCode: status);
}
