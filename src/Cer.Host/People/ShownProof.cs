using System.Text.Json;

namespace Cer.Host.People;

/// <summary>By what somebody who is signed in proves it once more: the password with the app's code, or the answer of a passkey.</summary>
/// <param name="Password">The present one.</param>
/// <param name="Code">Of the app, where there is one.</param>
/// <param name="Credential">In place of both: the answer of a passkey of the person.</param>
/// <param name="State">What came with the passkey's question.</param>
internal sealed record ShownProof(string? Password, string? Code, JsonElement? Credential, string? State);
