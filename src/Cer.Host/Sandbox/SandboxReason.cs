namespace Cer.Host.Sandbox;

/// <summary>Why a package was rejected, of one field.</summary>
internal sealed record SandboxReason(string Field, string Code, string Text);
