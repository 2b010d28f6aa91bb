namespace Cer.Host.Devices;

/// <summary>What a device needs to publish; the password only when it is new.</summary>
internal sealed record GrantedAccount(string Username, string? Password, string Topic);
