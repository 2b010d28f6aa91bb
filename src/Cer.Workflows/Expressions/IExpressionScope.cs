namespace Cer.Workflows.Expressions;

/// <summary>The names that an expression may ask for: variables, inputs, functions of the run it belongs to.</summary>
/// <remarks>
/// Values are null, bool, string, the numbers of .NET, <see cref="DateTimeOffset"/>, <see cref="TimeSpan"/>, <see cref="Guid"/>,
/// byte[], <see cref="List{T}"/> of object and <see cref="OrderedDictionary{TKey, TValue}"/> of string and object, held by
/// reference: what an expression changes inside them is changed for everybody. A function is a <see cref="HostFunction"/>,
/// an object of the run with names of its own an <see cref="IHostObject"/>.
/// </remarks>
public interface IExpressionScope
{
    /// <summary>The value behind a global name; false when there is none.</summary>
    bool TryGet(string name, out object? value);

    /// <summary>The global names there are, for suggestions and messages.</summary>
    IEnumerable<string> Names { get; }
}
