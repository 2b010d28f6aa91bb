using Cer.Host.Gateway;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Desk;
using Cer.Operations.Ports;

namespace Cer.Host.Desk;

/// <summary>Calls that bring a scan: its bytes are the body, within the bounds of all that comes in.</summary>
internal sealed class PaperCalls(ICommunityStore communities, IntakeBodies bodies, KeepPapers keep)
{
    /// <returns>The answer; null where there is no such act or delegation.</returns>
    public async Task<IResult?> AddAsync(string community, PaperOwner owner, int weight, HttpContext context)
    {
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        using var body = await bodies.ReadAsync(
            context.Request, PaperLimits.FileBytes, context.Person(), weight, context.RequestAborted);
        var (id, faults) = await keep.AddAsync(
            found, owner, body.Raw, context.Person().Signature, context.RequestAborted);
        return id is { } kept ? TypedResults.Json(new { id = kept }, statusCode: StatusCodes.Status201Created)
            : faults.Count > 0 ? DeskAnswer.Faulty(faults)
            : null;
    }
}
