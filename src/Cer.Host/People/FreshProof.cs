using System.Text.Json;
using Cer.Host.People.Passkeys;

namespace Cer.Host.People;

/// <summary>Asks whoever is signed in once more who it is, before another way in is opened or a lock is taken off.</summary>
internal sealed class FreshProof(OwnAccount account, PasskeyCeremony ceremony, PublicPlace place)
{
    /// <returns>Why not; null when it is the person.</returns>
    public async Task<IResult?> RefusalAsync(HttpContext context, ShownProof shown)
    {
        var person = context.Person();
        if (shown.Credential is { ValueKind: JsonValueKind.Object } credential)
        {
            var (origin, why) = place.Passkeys(context);
            if (origin is null) return Answers.Problem(PublicPlace.Sentence(why!), StatusCodes.Status409Conflict);
            var entered = await ceremony.EnteredAsync(
                context, origin, credential.GetRawText(), JsonBody.Needed(shown.State, "state"));
            return entered == person.Id
                ? null
                : Answers.Problem(
                    "Found the answer of another passkey, expected one of your own, asked just now.", StatusCodes.Status400BadRequest);
        }

        return await account.ProveAsync(
            person, new Proof(JsonBody.Needed(shown.Password, "password"), shown.Code), context.Visitor(), context.RequestAborted)
            is { } refusal ? AccountEndpoints.Refusal(context, refusal) : null;
    }
}
