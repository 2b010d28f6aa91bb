using Cer.Host.Gateway;
using Cer.Host.People;
using Cer.Operations.Intake;
using Cer.Operations.Ports;

namespace Cer.Host.Workflows.Hooks;

/// <summary>Recognises who calls an endpoint of a workflow: a person by session, or an account by token.</summary>
internal sealed class HookGuard(SessionCookie sessions, Gatekeeper gatekeeper, SenderLimits limits)
{
    /// <summary>Who it is; a refusal when it is nobody who is known, before anything of workflows is looked up.</summary>
    public async Task<(HookCaller? Caller, IResult? Refusal)> RecogniseAsync(HttpContext context, string community, CommunityId id)
    {
        if (context.Request.Headers.Authorization.Count > 0)
        {
            if (await gatekeeper.RecogniseAsync(context.Request, context.RequestAborted) is not { } account || account.Community != id)
                return (null, Answers.Problem("Found no token that is good here, expected one of an account of the community.", 401));
            return TooMany.Check(context.Request, limits, account) is { } much
                ? (null, Answers.Problem(much, 429))
                : (new(null, account), null);
        }

        if (await sessions.PersonAsync(context) is not { } person || !person.Knows(community))
            return (null, Answers.Problem("Found nobody signed in and no token, expected a session or an account's token.", 401));
        var changes = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
        return changes && context.Request.Headers[Guarding.Header] is not ["1"]
            ? (null, Answers.Problem($"Found no header {Guarding.Header}: 1, expected it with every change.", 400))
            : (new(person, null), null);
    }
}
