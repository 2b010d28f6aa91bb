namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>What of JavaScript is refused, and what to write instead: one sentence each.</summary>
internal static class Refusals
{
    public const string Class = "Classes are not known here: use a function that returns an object.";
    public const string Generator = "Generators are not known here: return a list instead.";
    public const string Yield = "yield is not known here: collect the values in a list instead.";
    public const string Async = "async functions are not known here: write the function without async; 'await x' gives x at once.";
    public const string Label = "Labels are not known here: use a function and return; an object alone needs brackets around it: ({ … }).";
    public const string With = "with is not known here: write the object before each name.";
    public const string Import = "import is not known here: an expression uses only what the workflow hands it.";
    public const string Export = "export is not known here: return the value.";
    public const string Accessor = "Getters and setters are not known here: use an ordinary property or a method.";
    public const string Tagged = "Tagged templates are not known here: call the function with the template in brackets.";
    public const string NewHost = "new works here only for Date, Error, Array, Object, Map, Set and RegExp: use an object literal instead.";
    public const string DeleteName = "A variable cannot be deleted: set it to null, or delete a property.";
    public const string Arguments = "arguments is not known here: use a rest parameter (...values).";
    public const string BigInt = "BigInt is not known here: use an ordinary number or a text.";
    public const string Super = "super is not known here: there are no classes; call the function by its name.";
    public const string Private = "Names with # are not known here: use an ordinary property.";
    public const string Decorator = "Decorators are not known here: call the function yourself.";
    public const string NewTarget = "new.target is not known here: pass a parameter instead.";
    public const string ForAwait = "for await is not known here: use for … of.";
    public const string Prototype = "Prototypes are not known here: use a function that takes the object.";
    public const string Debugger = "debugger is not known here: use console.log.";

    /// <summary>Names that exist in JavaScript and are not lent, unless the script declares them itself.</summary>
    public static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["eval"] = "eval is not known here: write the expression itself.",
        ["Function"] = "Function is not known here: write the function itself.",
        ["globalThis"] = "globalThis is not known here: use the names that the workflow lends, such as variables.",
        ["window"] = "window is not known here: there is no browser; use the names that the workflow lends.",
        ["document"] = "document is not known here: there is no browser; use the names that the workflow lends.",
        ["process"] = "process is not known here: an expression has no machine; use getConfig where it is lent.",
        ["require"] = "require is not known here: an expression uses only what the workflow hands it.",
        ["module"] = "module is not known here: return the value.",
        ["Proxy"] = "Proxy is not known here: use an ordinary object.",
        ["Symbol"] = "Symbol is not known here: use a text as the key.",
        ["Reflect"] = "Reflect is not known here: use Object.keys, in, delete and the dot.",
        ["Promise"] = "Promise is not known here: every call gives its value at once; 'await x' gives x.",
        ["setTimeout"] = "setTimeout is not known here: use the Delay activity.",
        ["setInterval"] = "setInterval is not known here: use the Timer activity.",
        ["fetch"] = "fetch is not known here: use the SendHttpRequest activity.",
        ["WeakMap"] = "WeakMap is not known here: use Map.",
        ["WeakSet"] = "WeakSet is not known here: use Set.",
        ["WeakRef"] = "WeakRef is not known here: keep the value itself.",
        ["BigInt"] = BigInt,
        ["Intl"] = "Intl is not known here: use toFixed, padStart and the getters of Date.",
        ["System"] = "Types of .NET are not known here: use the functions that the workflow lends.",
        ["importNamespace"] = "Types of .NET are not known here: use the functions that the workflow lends.",
        ["Uint8Array"] = "Typed arrays are not known here: use a list, or bytesToBase64 where it is lent.",
        ["ArrayBuffer"] = "Typed arrays are not known here: use a list, or bytesToBase64 where it is lent.",
        ["structuredClone"] = "structuredClone is not known here: use JSON.parse(JSON.stringify(value)).",
        ["arguments"] = Arguments,
        ["createEventTriggerUrl"] = "createEventTriggerUrl is not known here: no workflow is open to everybody who has a link; use an "
            + "HttpEndpoint with its policy, or have the event told over the interface (POST workflows/events).",
    };

    /// <summary>Properties that lead to the inside of the language.</summary>
    public static readonly IReadOnlyDictionary<string, string> Properties = new Dictionary<string, string>
    {
        ["__proto__"] = Prototype,
        ["prototype"] = Prototype,
        ["constructor"] = "constructor is not known here: use typeof, Array.isArray or instanceof.",
        ["__defineGetter__"] = Accessor,
        ["__defineSetter__"] = Accessor,
    };
}
