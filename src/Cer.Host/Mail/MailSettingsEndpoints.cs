using Cer.Host.Data;
using Cer.Host.Desk;
using Cer.Host.People;

namespace Cer.Host.Mail;

/// <summary>Writes the way of letters: for administrators of the house, who prove once more who they are.</summary>
internal static class MailSettingsEndpoints
{
    /// <summary>Adds it to the group of the house, whose guard it shares: every link by which people come in goes this way.</summary>
    public static void MapMailSettings(this IEndpointRouteBuilder house) =>
        house.MapPut("/mail", PutAsync)
            .WithSummary("Writes how letters go, once the server has answered; for administrators of the house.");

    private static async Task<IResult> PutAsync(HttpContext context, Settings settings, KeepMail keep, FreshProof proof)
    {
        var asked = await JsonBody.ReadAsync<Wish>(context);
        if (settings.Ingress)
            return Answers.Problem("Found an add-on, expected its options in Home Assistant to say how letters go.", 409);
        if (settings.Folder is null) return Answers.Problem("Found no data folder, expected one in which settings are kept.", 409);
        if (!context.CameFromHome() && await proof.RefusalAsync(context, asked.Proof) is { } refusal) return refusal;
        try
        {
            return await keep.RunAsync(asked.Mail, context.RequestAborted) is { Count: > 0 } faults
                ? DeskAnswer.Faulty(faults)
                : TypedResults.NoContent();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Answers.Problem(
                $"Found {Settings.FileName} that this program cannot write, expected to be its owner: write the line there by hand.", 409);
        }
    }

    private sealed record Wish(
        string? Host,
        string? Port,
        string? Security,
        string? From,
        string? ReplyTo,
        string? Username,
        string? MailPassword,
        string? Password,
        string? Code,
        System.Text.Json.JsonElement? Credential,
        string? State)
    {
        public MailForm Mail => new(Host, Port, Security, From, ReplyTo, Username, MailPassword);

        public ShownProof Proof => new(Password, Code, Credential, State);
    }
}
