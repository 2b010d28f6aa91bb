namespace Cer.Exchange.Chain2;

/// <summary>What a Chain 2 user device said over its local door.</summary>
public abstract record Chain2Message
{
    private Chain2Message()
    {
    }

    /// <summary>A frame of the meter.</summary>
    public sealed record Frame(Chain2Frame Content) : Chain2Message;

    /// <summary>The device tells who it is: the answer to the question.</summary>
    public sealed record Info(string Device) : Chain2Message;

    /// <summary>The device tells of its own state; nothing of the meter.</summary>
    public sealed record State : Chain2Message;

    /// <summary>Nothing of it can be used.</summary>
    public sealed record Refused(string Reason) : Chain2Message;
}
