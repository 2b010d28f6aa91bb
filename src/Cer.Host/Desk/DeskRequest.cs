using Cer.Operations.Desk;

namespace Cer.Host.Desk;

/// <summary>A form with the version that its writer saw; members and points by their numbers, as pages know them.</summary>
/// <param name="Version">The version of the definition.</param>
/// <param name="Form">The form; its member, pod and to are numbers.</param>
internal sealed record DeskRequest(int? Version, DeskForm? Form);
