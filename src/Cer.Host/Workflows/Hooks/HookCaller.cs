using Cer.Operations.Ports;

namespace Cer.Host.Workflows.Hooks;

/// <summary>Who calls an endpoint of a workflow.</summary>
/// <param name="Person">Signed in; null for an account.</param>
/// <param name="Account">With its token; null for a person.</param>
internal sealed record HookCaller(Person? Person, Account? Account)
{
    public bool MayCall(HookPolicy policy, string community) =>
        Person is { } person ? policy.Fits(person, community) : policy.Fits(Account!.Username);
}
