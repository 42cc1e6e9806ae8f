using System.Reflection;
using Seckill.Testing.Ledger;
using Seckill.Testing.Sagas;

namespace Seckill.Sqlite.Tests.Mutants;

/// <summary>Runs the contract suite by hand, until something fails.</summary>
internal static class ContractSuite
{
    /// <summary>The tests derived from the suite, the slow ones last.</summary>
    public static IEnumerable<Type> Classes { get; } = typeof(ContractSuite).Assembly.GetTypes()
        .Where(t => t is { IsPublic: true, IsAbstract: false } && t.IsSubclassOf(typeof(LedgerContract)))
        .OrderBy(t => t.IsSubclassOf(typeof(OrderLedgerModelContract)) ? 2 : t.IsSubclassOf(typeof(LedgerConcurrencyContract)) ? 1 : 0)
        .ThenBy(t => t.Name, StringComparer.Ordinal)
        .ToList();

    /// <summary>The tests derived from the saga store's suite.</summary>
    public static IEnumerable<Type> SagaClasses { get; } = typeof(ContractSuite).Assembly.GetTypes()
        .Where(t => t is { IsPublic: true, IsAbstract: false } && t.IsSubclassOf(typeof(SagaStoreContract)))
        .OrderBy(t => t.Name, StringComparer.Ordinal)
        .ToList();

    /// <summary>The name of the first test that fails; null when all pass.</summary>
    public static async Task<string?> FirstFailureAsync(params IEnumerable<Type> classes)
    {
        foreach (var type in classes)
        {
            foreach (var test in type.GetMethods().Where(m => m.GetCustomAttribute<FactAttribute>() is not null))
            {
                foreach (var arguments in ArgumentsOf(test))
                {
                    if (!await PassesAsync(type, test, arguments))
                    {
                        return $"{type.Name}.{test.Name}";
                    }
                }
            }
        }

        return null;
    }

    private static IEnumerable<object?[]> ArgumentsOf(MethodInfo test) =>
        test.GetCustomAttributes<InlineDataAttribute>().Select(d => d.Data).DefaultIfEmpty([]);

    private static async Task<bool> PassesAsync(Type type, MethodInfo test, object?[] arguments)
    {
        var instance = (IAsyncLifetime)Activator.CreateInstance(type)!;
        try
        {
            await instance.InitializeAsync();
            await (Task)test.Invoke(instance, arguments)!;
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return false;
        }
        finally
        {
            await instance.DisposeAsync();
        }
    }
}
