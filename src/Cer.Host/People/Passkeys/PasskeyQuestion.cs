namespace Cer.Host.People.Passkeys;

/// <summary>What a page asks a passkey.</summary>
/// <param name="Options">As the browser takes them, JSON.</param>
/// <param name="State">What comes back with the answer.</param>
internal sealed record PasskeyQuestion(string Options, string State)
{
    public IResult Answer(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new
        {
            Options = System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(Options),
            State,
        });
    }
}
